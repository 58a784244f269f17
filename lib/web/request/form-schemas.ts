/**
 * The forms this app takes. A form posts more than its fields, so members that are not named are dropped.
 */
import { z } from "zod";
import { MAX_NAME_LENGTH } from "@/lib/session/text-limits";
import { LANGUAGES, type Language } from "@/lib/texts/language";
import { email, idleTimeout, line, MAX_PASSWORD, pageSessionId, password, touchPoints } from "./fields";
import { loginBody, passwordBody, resetRequestBody, secureAccountBody, signUpBody } from "./schemas";

const languages = Object.keys(LANGUAGES) as Language[];
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
export const signUpForm = z.object({ ...signUpBody.shape, returnTo, touchPoints: formTouchPoints });
const sessionId = z.string().max(64);
export const switchForm = z.object({ sessionId, returnTo });
export const signOutForm = z.object({ sessionId: sessionId.optional(), returnTo, provider: checkbox });
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
  name: line(MAX_NAME_LENGTH).optional(),
  password: password.optional(),
  link,
  returnTo,
  touchPoints: formTouchPoints,
});
export const totpSetupForm = z.object({
  step: z.enum(["totp-setup", "totp-setup-confirm"]),
  attemptId: z.string().max(64),
  code: z.string().max(64).default(""),
  /** As they were shown: what is set up is in the database. */
  secret: z.string().max(64).default(""),
  uri: z.string().max(512).default(""),
  returnTo,
  touchPoints: formTouchPoints,
});
export const resetRequestForm = z.object(resetRequestBody.shape);
export const resetForm = z.object({ link, newPassword: password, code: optionalText(64) });
export const notMeForm = z.object({ link });
/** The length of the text is checked by `noteBody`, once the form's user is known to be the one signed in. */
export const noteForm = z.object({
  pageSessionId,
  /** A form sends line ends as CRLF (HTML, "form control data set"); the API gets them as typed. */
  text: z
    .string()
    .default("")
    .transform((text) => text.replaceAll("\r\n", "\n")),
});

/** What a form sends that may need a recent sign-in: the password, and a code of the second factor, where it asks for them. */
export const proofFields = {
  pageSessionId,
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

export const emailForm = z.object({
  ...proofFields,
  step: z.enum(["request", "confirm"]),
  email,
  code: z.string().max(64).default(""),
});

export const nameForm = z.object({ pageSessionId, name: line(MAX_NAME_LENGTH) });
export const passwordForm = z.object({
  ...passwordBody.shape,
  pageSessionId,
  signOutOthers: checkbox,
  code: z.string().max(64).default(""),
});

export const deleteAccountForm = z.object({ ...proofFields, confirmed: checkbox });
export const keepAccountForm = z.object({ pageSessionId });
/** Of an endpoint, and so as strict as every body of one. */
export const exportForm = z.strictObject(proofFields);

export const secureAccountForm = z.object({
  ...secureAccountBody.shape,
  pageSessionId,
  code: z.string().max(64).default(""),
});

export const languageForm = z.object({ language: z.enum(languages) });

/** In the place of a session's id: every device but the one that sends the form. */
export const ALL_OTHERS = "others";
export const signOutDevicesForm = z.object({ ...proofFields, devices: z.string().min(1).max(64) });

export const idleTimeoutForm = z.object({
  ...proofFields,
  /** Whole seconds; "default" takes the deployment's limits. */
  idleTimeout: z
    .string()
    .regex(/^(?:default|\d{1,8})$/)
    .transform((value) => (value === "default" ? null : Number(value)))
    .pipe(idleTimeout),
});
