/**
 * The JSON of sign-ins and sign-ups that take several steps, and of second factors. Times are ISO 8601 UTC strings.
 */
import type { AccountView, ActiveView, CurrentSessionView, ImpersonatorView, SignInView } from "./contract";
import type { SessionEnd } from "./session-events";
import type {
  AttemptKind,
  AttemptStatus,
  AttemptStep,
  AuthenticatorType,
  ChallengeStatus,
  ChallengeType,
} from "./sign-in-records";

/** The first factors a deployment offers. */
export type FirstFactor = "password" | "email_code" | "passkey";
export type SecondFactor = "totp" | "recovery_code" | "passkey";
/** What a sign-up needs to know. */
export type SignUpField = "email" | "password" | "name";

/** A sign-in or a sign-up of one browser. */
export interface AttemptView {
  id: string;
  kind: AttemptKind;
  status: AttemptStatus | "expired";
  step: AttemptStep;
  email: string;
  /** The first factors this deployment offers; they tell nothing about the account. */
  methods: FirstFactor[];
  /** Until the first factor was right: whether every user here needs a second one. Then: whether this user does. */
  secondFactorRequired: boolean;
  /** The user's own; empty until the first factor was right. */
  secondFactors: SecondFactor[];
  requiredFields: SignUpField[];
  missingFields: SignUpField[];
  /** The steps still due, as far as they are known: the current one first. */
  remainingSteps: AttemptStep[];
  profile: { name: string | null };
  challenge: ChallengeView | null;
  rememberMe: boolean;
  expiresAt: string;
}

/** A code that was sent by e-mail. */
export interface ChallengeView {
  id: string;
  type: ChallengeType;
  method: "email_code";
  status: ChallengeStatus | "expired";
  /** The address, masked: `a•••@example.com`. */
  destination: string;
  attempts: number;
  maxAttempts: number;
  remainingAttempts: number;
  /** From this instant on the code may be sent again. */
  resendAt: string;
  expiresAt: string;
}

export type NextStepStatus =
  | "needs_first_factor"
  | "needs_second_factor"
  | "needs_second_factor_setup"
  | "needs_verification"
  | "needs_profile";

/** The answer to a step that was right, and to `POST /api/auth/login` and `POST /api/auth/signup`. */
export type NextStepView =
  | (SignInView & { recoveryCodes?: string[] })
  | { status: NextStepStatus; attempt: AttemptView };

/** `GET /api/session` */
export type BrowserSessionView = (CurrentSessionView & ActiveView) & {
  /** The open attempts of this browser, the newest first. */
  attempts: AttemptView[];
  /** The accounts of this browser, the active one first, then the latest sign-in. */
  signIns: AccountView[];
  /** The administrator who acts as the user of the active session; null in other sessions. */
  impersonator: ImpersonatorView | null;
  /** How the session of this browser ended, if it has. */
  end?: SessionEnd;
};

/** An authenticator app or a passkey. */
export interface AuthenticatorView {
  id: string;
  type: AuthenticatorType;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
}

/** `GET /api/me/authenticators` */
export interface AuthenticatorsView {
  authenticators: AuthenticatorView[];
  recoveryCodesLeft: number;
}

/** `GET /api/auth/reauthenticate/options`: what a signed-in user can confirm with. */
export interface StepUpWays {
  /** The password, with a second factor for a user who has one. */
  password: boolean;
  passkey: boolean;
  /** The name of the identity provider at which the user can sign in again; null without one. */
  provider: string | null;
}
