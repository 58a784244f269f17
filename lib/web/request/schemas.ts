/**
 * The request bodies, queries and forms this app takes. Bodies are strict: unknown members are refused.
 */
import { z } from "zod";
import { canonicalEmail } from "@/lib/server/email";
import { ROLES } from "@/lib/session/contract";
import { DEMO_ACCOUNT_NAMES } from "@/lib/session/demo-accounts";
import { newCredential, signedChallenge } from "./credential-schemas";

/** Long enough for any e-mail address (RFC 5321 §4.5.3.1.3). */
const MAX_EMAIL = 254;
/** Characters; `lib/server/password-policy.ts` accepts no longer password. */
const MAX_PASSWORD = 1024;

/** The form that `<input type="email">` accepts (HTML, "valid e-mail address"), with a dot in the domain. */
const HTML_EMAIL =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const email = z
  .string()
  .max(MAX_EMAIL)
  .transform(canonicalEmail)
  .pipe(z.string().regex(HTML_EMAIL, "Enter a valid email, like name@example.com."));
const password = z.string().min(1, "Enter a password.").max(MAX_PASSWORD);

/** A character that shows: no space, and none that is displayed as nothing (`Default_Ignorable_Code_Point`). */
const VISIBLE = /[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]/u;

/** A line of text a user chose: no control or invisible characters that could change how it is displayed. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .refine((text) => VISIBLE.test(text), "Enter something.")
    .refine((text) => [...text].length <= most, `Use at most ${most} characters.`)
    .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(text), "Use plain text.");

/** `navigator.maxTouchPoints`: how many fingers a screen can distinguish. */
const touchPoints = z.number().int().min(0).max(256);

export const empty = z.strictObject({});
export const loginBody = z.strictObject({
  // An invalid address is not an invalid request: no account has it, so the response is that of a wrong password.
  email: z.string().max(MAX_EMAIL),
  password,
  rememberMe: z.boolean().default(false),
  touchPoints: touchPoints.optional(),
});
/** What may be missing depends on `EMAIL_VERIFICATION`: `lib/server/sign-in.ts` checks it. */
export const signUpBody = z.strictObject({
  email,
  password: password.optional(),
  name: line(100).optional(),
  touchPoints: touchPoints.optional(),
});
export const attemptBody = z.strictObject({
  email,
  rememberMe: z.boolean().default(false),
  touchPoints: touchPoints.optional(),
});
export const attemptPasswordBody = z.strictObject({ password, touchPoints: touchPoints.optional() });
export const attemptCodeBody = z.strictObject({
  code: z.string().min(1, "Enter the code.").max(64),
  touchPoints: touchPoints.optional(),
});
export const attemptProfileBody = z
  .strictObject({
    name: line(100).optional(),
    password: password.optional(),
    touchPoints: touchPoints.optional(),
  })
  .refine(({ name, password }) => name !== undefined || password !== undefined, "Say what to set.");
export const linkBody = z.strictObject({
  ticket: z.string().min(1).max(128),
  touchPoints: touchPoints.optional(),
});
/** A secret of 43 characters; anything longer is none. */
const ticket = z.string().min(1).max(200);
export const resetRequestBody = z.strictObject({
  // As at a sign-in: no account has an invalid address.
  email: z.string().max(MAX_EMAIL),
});
export const resetBody = z.strictObject({
  token: ticket,
  newPassword: password,
  code: z.string().min(1).max(64).optional(),
});
export const ticketBody = z.strictObject({ ticket });
export const outboxQuery = z.object({ to: z.string().max(MAX_EMAIL).optional() });
const sessionId = z.string().max(64);
export const logoutBody = z.strictObject({ sessionId: sessionId.optional() });
export const switchBody = z.strictObject({ sessionId });
export const refreshBody = z.strictObject({ expectedUserId: z.string().max(64).optional() });
export const activityBody = z.strictObject({
  /** Whole seconds. */
  idleForSeconds: z.number().int().min(0).max(31_536_000),
});
export const templateBody = z.strictObject({ template: z.string().max(64) });
export const renameBody = z.strictObject({ label: line(60).nullable() });
export const revokeAllBody = z.strictObject({ scope: z.enum(["others", "all"]).default("others") });
export const rolesBody = z.strictObject({
  roles: z
    .array(z.enum(ROLES))
    .min(1, "Give at least one role.")
    .max(ROLES.length)
    .refine((roles) => new Set(roles).size === roles.length, "Name each role once."),
});
/** Whole seconds; `lib/session/idle-timeout.ts` knows the range, which depends on the deployment. */
const idleTimeout = z.number().int().min(1).max(31_536_000).nullable();
export const profileBody = z
  .strictObject({ name: line(100).optional(), idleTimeout: idleTimeout.optional() })
  .refine((changes) => Object.keys(changes).length > 0, "Say what to change.");
export const passwordBody = z.strictObject({
  currentPassword: password,
  newPassword: password,
  signOutOthers: z.boolean().default(true),
});

/** As a user types it: `lib/server/second-factors.ts` reads spaces, hyphens and digits of any width. */
const code = z.string().min(1, "Enter a code.").max(64);
export const codeBody = z.strictObject({ code });
export const authenticatorBody = z.strictObject({ name: line(60) });

export const emailBody = z.strictObject({ email });
export const secureAccountBody = z.strictObject({
  sessionId: z.string().min(1).max(64),
  currentPassword: password,
  newPassword: password,
  code: code.optional(),
});
export const newPasskeyBody = z.strictObject({ credential: newCredential, name: line(60).optional() });
export const credentialBody = z.strictObject({
  credential: signedChallenge,
  touchPoints: touchPoints.optional(),
});
export const passkeySignInBody = z.strictObject({
  ...credentialBody.shape,
  rememberMe: z.boolean().default(false),
});

export const reauthenticateBody = z.union([
  z.strictObject({ password, code: code.optional() }),
  z.strictObject({ credential: signedChallenge }),
]);
/** As many characters as a note may have. */
export const noteBody = z.strictObject({ text: z.string().max(4000) });

/** A ticked checkbox is sent with some value, an unticked one is not sent. */
const checkbox = z
  .string()
  .optional()
  .transform((value) => value !== undefined);
const returnTo = z.string().optional();
/** A script adds it to a form; nothing else depends on it, so a strange value refuses no sign-in. */
const formTouchPoints = z.coerce.number().pipe(touchPoints).optional().catch(undefined);
export const loginForm = z.object({
  ...loginBody.shape,
  rememberMe: checkbox,
  returnTo,
  touchPoints: formTouchPoints,
});
export const demoSignInForm = z.object({
  account: z.enum(DEMO_ACCOUNT_NAMES),
  returnTo,
  touchPoints: formTouchPoints,
});
export const signUpForm = z.object({ ...signUpBody.shape, returnTo, touchPoints: formTouchPoints });
/** Without scripts the user pastes the link from the mail: its secret is in the fragment. */
const link = z.string().max(2048).default("");
/** A field that is left empty is sent as an empty text. */
const optionalText = (most: number) =>
  z
    .string()
    .max(most)
    .optional()
    .transform((text) => text || undefined);
export const emailCodeForm = z.object({
  email,
  rememberMe: checkbox,
  returnTo,
  touchPoints: formTouchPoints,
});
/** The form of any step of an attempt; each step takes its own fields of it. */
export const attemptForm = z.object({
  step: z.string(),
  attemptId: z.string().max(64).default(""),
  code: z.string().max(64).default(""),
  recoveryCode: z.string().max(64).default(""),
  name: line(100).optional(),
  password: password.optional(),
  link,
  returnTo,
  touchPoints: formTouchPoints,
});
export const resetRequestForm = z.object(resetRequestBody.shape);
export const resetForm = z.object({ link, newPassword: password, code: optionalText(64) });
export const notMeForm = z.object({ link });
/** The length of the text is checked by `noteBody`, once the form's user is known to be the one signed in. */
export const noteForm = z.object({
  /** The user the page was rendered for. */
  userId: z.string().default(""),
  /** A form sends line ends as CRLF (HTML, "form control data set"); the API gets them as typed. */
  text: z
    .string()
    .default("")
    .transform((text) => text.replaceAll("\r\n", "\n")),
});

/** What a form sends that may need a recent sign-in: the password, and a code of the second factor, where it asks for them. */
const proofFields = {
  /** The user the page was rendered for. */
  userId: z.string().default(""),
  password: z.string().max(MAX_PASSWORD).default(""),
  proof: z.string().max(64).default(""),
};
/** Longer than the address of an authenticator app's secret. */
const MAX_URI = 512;
export const secondFactorForm = z.object({
  ...proofFields,
  step: z.enum(["begin-app", "confirm-app", "new-codes"]),
  id: z.string().max(64).default(""),
  secret: z.string().max(128).default(""),
  uri: z.string().max(MAX_URI).default(""),
  code: z.string().max(64).default(""),
});

export const idleTimeoutForm = z.object({
  /** The user the page was rendered for. */
  userId: z.string().default(""),
  /** Whole seconds; "default" takes the deployment's limits. */
  idleTimeout: z
    .string()
    .regex(/^(?:default|\d{1,8})$/)
    .transform((value) => (value === "default" ? null : Number(value)))
    .pipe(idleTimeout),
});

export const sessionsQuery = z.object({ status: z.enum(["active", "ended"]).default("active") });
const count = (most: number, otherwise: string) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .default(otherwise)
    .transform(Number)
    .pipe(z.number().int().min(1).max(most));
/** Where a page of the activity ended: the time and the number of its last entry. */
const activityCursor = z
  .string()
  .regex(/^\d{1,15}-\d{1,15}$/)
  .transform((text) => {
    const [at = 0, id = 0] = text.split("-").map(Number);
    return { at, id };
  });
export const activityQuery = z.object({ cursor: activityCursor.optional() });
export const usersQuery = z.object({
  query: z.string().max(200).default(""),
  page: count(999_999, "1"),
  pageSize: count(100, "20"),
});
