/** The JSON of sign-ins, sign-ups and second factors. `lib/session/sign-in/sign-in-contract.ts` has the types. */
import { z } from "zod";
import {
  ATTEMPT_KINDS,
  ATTEMPT_STATUSES,
  ATTEMPT_STEPS,
  AUTHENTICATOR_TYPES,
  CHALLENGE_STATUSES,
  CHALLENGE_TYPES,
} from "@/lib/session/sign-in/sign-in-records";
import { accountSchema, activeShape, signedInSchema, signedOutSchema, signInSchema } from "./session";
import { endReasonSchema, namedUserSchema, timeSchema } from "./values";

export const challengeSchema = z
  .object({
    id: z.string(),
    type: z.enum(CHALLENGE_TYPES),
    method: z.literal("email_code"),
    status: z.enum([...CHALLENGE_STATUSES, "expired"]),
    destination: z.string().describe("The address, masked: `a•••@example.com`."),
    attempts: z.number().int(),
    maxAttempts: z.number().int(),
    remainingAttempts: z.number().int(),
    resendAt: timeSchema.describe("From this instant on the code may be sent again."),
    expiresAt: timeSchema,
  })
  .meta({ id: "Challenge", description: "A code that was sent by e-mail." });

export const firstFactorSchema = z.enum(["password", "email_code", "passkey"]);
export const secondFactorSchema = z.enum(["totp", "recovery_code", "passkey"]);
export const signUpFieldSchema = z.enum(["email", "password", "name"]);
const attemptStepSchema = z.enum(ATTEMPT_STEPS).meta({ id: "AttemptStep" });

export const attemptSchema = z
  .object({
    id: z.string(),
    kind: z.enum(ATTEMPT_KINDS),
    status: z.enum([...ATTEMPT_STATUSES, "expired"]),
    step: attemptStepSchema,
    email: z.string(),
    methods: z
      .array(firstFactorSchema)
      .describe("The first factors this deployment offers; they tell nothing about the account."),
    secondFactorRequired: z
      .boolean()
      .describe(
        "Until the first factor was right: whether every user here needs a second one. Then: whether this user does.",
      ),
    secondFactors: z
      .array(secondFactorSchema)
      .describe("The user's own; empty until the first factor was right."),
    requiredFields: z.array(signUpFieldSchema),
    missingFields: z.array(signUpFieldSchema),
    remainingSteps: z
      .array(attemptStepSchema)
      .describe("The steps still due, as far as they are known: the current one first."),
    profile: z.object({ name: z.string().nullable() }),
    challenge: challengeSchema.nullable(),
    rememberMe: z.boolean(),
    expiresAt: timeSchema,
  })
  .meta({ id: "Attempt", description: "A sign-in or a sign-up of one browser." });

export const nextStepStatusSchema = z.enum([
  "needs_first_factor",
  "needs_second_factor",
  "needs_second_factor_setup",
  "needs_verification",
  "needs_profile",
]);

const recoveryCodesSchema = z
  .array(z.string())
  .describe("They work once each, and no other answer contains them.");

export const nextStepSchema = z
  .union([
    signInSchema.extend({ recoveryCodes: recoveryCodesSchema.exactOptional() }),
    z.object({ status: nextStepStatusSchema, attempt: attemptSchema }),
  ])
  .meta({
    id: "NextStep",
    description: "The session of a sign-in that is complete, or the step that is due.",
  });

export const sessionEndSchema = z
  .object({
    sessionId: z.string(),
    reason: endReasonSchema,
    at: timeSchema,
    by: z
      .enum(["you", "administrator"])
      .nullable()
      .describe("Null when a rule ended it, such as the idle limit."),
    from: z
      .string()
      .nullable()
      .describe("The label of the device it was ended from; never an administrator's."),
  })
  .meta({ id: "SessionEnd", description: "How a session ended: why, when, by whom, and from which device." });

const browserShape = {
  ...activeShape,
  attempts: z.array(attemptSchema).describe("The open attempts of this browser, the newest first."),
  signIns: z
    .array(accountSchema)
    .describe("The accounts of this browser, the active one first, then the latest sign-in."),
  impersonator: namedUserSchema
    .nullable()
    .describe("The administrator who acts as the user of the active session; null in other sessions."),
  end: sessionEndSchema.exactOptional().describe("How the session of this browser ended, if it has."),
};

export const browserSessionSchema = z
  .union([signedInSchema.extend(browserShape), signedOutSchema.extend(browserShape)])
  .meta({ id: "BrowserSession" });

export const authenticatorSchema = z
  .object({
    id: z.string(),
    type: z.enum(AUTHENTICATOR_TYPES),
    name: z.string(),
    createdAt: timeSchema,
    lastUsedAt: timeSchema.nullable(),
  })
  .meta({ id: "Authenticator", description: "An authenticator app or a passkey." });

export const authenticatorsSchema = z.object({
  authenticators: z.array(authenticatorSchema),
  recoveryCodesLeft: z.number().int(),
});

export const stepUpWaysSchema = z.object({
  password: z.boolean().describe("The password, with a second factor for a user who has one."),
  passkey: z.boolean(),
  provider: z
    .string()
    .nullable()
    .describe("The name of the identity provider at which the user can sign in again; null without one."),
});

export const newRecoveryCodesSchema = z.object({ recoveryCodes: recoveryCodesSchema });

export const openAttemptSchema = z.object({ attempt: attemptSchema });

/** The codes come only with the first second factor of a user. */
const withRecoveryCodes = { recoveryCodes: recoveryCodesSchema.exactOptional() };

export const confirmedAppSchema = z.object({ authenticator: authenticatorSchema, ...withRecoveryCodes });

export const newPasskeySchema = authenticatorSchema.extend(withRecoveryCodes);

export const sentChallengeSchema = z.object({ challenge: challengeSchema });

/** An authenticator app that is being set up. */
export const totpSetupSchema = z.object({
  secret: z.string().describe("The shared secret in Base32, to be typed in."),
  uri: z.string().describe("The same as an `otpauth:` address, to be shown as a QR code."),
});

export const newTotpSchema = totpSetupSchema.extend({ id: z.string() });

/** What `navigator.credentials.create()` and `get()` take, as JSON (WebAuthn Level 3, section 5.1.9). */
export const passkeyOptionsSchema = z.object({
  options: z
    .looseObject({ challenge: z.string() })
    .describe(
      "For `PublicKeyCredential.parseCreationOptionsFromJSON()` or `parseRequestOptionsFromJSON()` (WebAuthn Level 3).",
    ),
});

/** Where a script sends the browser. */
export const redirectSchema = z.object({ redirectTo: z.string() });

/** What a hidden frame loads to ask the identity provider. */
export const silentFrameSchema = z.object({ url: z.string() });

export const endedReportSchema = z.object({ ended: z.literal(true) });
