/**
 * The JSON of sign-ins and sign-ups that take several steps, and of second factors. Times are ISO 8601 UTC strings.
 */
import type { z } from "zod";
import type {
  attemptSchema,
  authenticatorSchema,
  authenticatorsSchema,
  browserSessionSchema,
  challengeSchema,
  firstFactorSchema,
  nextStepSchema,
  nextStepStatusSchema,
  secondFactorSchema,
  signUpFieldSchema,
  stepUpWaysSchema,
} from "@/lib/session/view-schemas/sign-in";

/** The first factors a deployment offers. */
export type FirstFactor = z.infer<typeof firstFactorSchema>;
export type SecondFactor = z.infer<typeof secondFactorSchema>;
/** What a sign-up needs to know. */
export type SignUpField = z.infer<typeof signUpFieldSchema>;

/** A sign-in or a sign-up of one browser. */
export type AttemptView = z.infer<typeof attemptSchema>;

/** A code that was sent by e-mail. */
export type ChallengeView = z.infer<typeof challengeSchema>;

export type NextStepStatus = z.infer<typeof nextStepStatusSchema>;

/** The answer to a step that was right, and to `POST /api/auth/login` and `POST /api/auth/signup`. */
export type NextStepView = z.infer<typeof nextStepSchema>;

/** `GET /api/session` */
export type BrowserSessionView = z.infer<typeof browserSessionSchema>;

/** An authenticator app or a passkey. */
export type AuthenticatorView = z.infer<typeof authenticatorSchema>;

/** `GET /api/me/authenticators` */
export type AuthenticatorsView = z.infer<typeof authenticatorsSchema>;

/** `GET /api/auth/reauthenticate/options`: what a signed-in user can confirm with. */
export type StepUpWays = z.infer<typeof stepUpWaysSchema>;
