/**
 * The request bodies and queries this app takes. Bodies are strict: unknown members are refused.
 */
import { z } from "zod";
import { MAX_EMAIL } from "@/lib/server/email";
import { AUDIT_EVENTS } from "@/lib/session/audit-events";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import { ROLES } from "@/lib/session/roles";
import {
  MAX_LABEL_LENGTH,
  MAX_NAME_LENGTH,
  MAX_NOTE_LENGTH,
  MAX_REASON_LENGTH,
} from "@/lib/session/text-limits";
import { validation } from "@/lib/texts/en/validation";
import { newCredential, signedChallenge } from "./credential-schemas";
import { count, email, idleTimeout, line, pageNumber, password, touchPoints } from "./fields";

export const empty = z.strictObject({});
export const loginBody = z.strictObject({
  // An invalid address is not an invalid request: no account has it, so the response is that of a wrong password.
  email: z.string().max(MAX_EMAIL),
  password,
  rememberMe: z.boolean().default(false),
  touchPoints: touchPoints.optional(),
});
/** What may be missing depends on `EMAIL_VERIFICATION`: `lib/server/sign-in/sign-in.ts` checks it. */
export const signUpBody = z.strictObject({
  email,
  password: password.optional(),
  name: line(MAX_NAME_LENGTH).optional(),
  touchPoints: touchPoints.optional(),
});
/** A secret of 43 characters; anything longer is none. */
export const ticket = z.string().min(1).max(200);
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
const sessionId = z.string().max(64);
export const logoutBody = z.strictObject({
  sessionId: sessionId.optional(),
  /** Whether to sign out at the identity provider as well. */
  provider: z.boolean().default(false),
});
/** From a script or from a plain form, whose ticked checkbox is sent with some text. */
const ticked = z
  .union([z.boolean(), z.string().transform((text) => !["", "no", "false"].includes(text))])
  .default(false);
export const providerStartBody = z.strictObject({
  returnTo: z.string().optional(),
  rememberMe: ticked,
  /** The user who is signed in shows the provider again who they are. */
  reauthenticate: ticked,
  // The sign-in page adds it to each of its forms (app/ui/form/early-input-script.ts).
  touchPoints: z.union([z.number(), z.string()]).optional(),
});
/** A provider may send more fields, which mean nothing here (OpenID Connect Back-Channel Logout 1.0, section 2.5). */
export const logoutTokenBody = z.object({ logout_token: z.string().min(1) });
export const switchBody = z.strictObject({ sessionId });
export const activeOrganizationBody = z.strictObject({
  organizationId: z
    .string()
    .min(1)
    .max(64)
    .transform((id) => id as OrganizationId)
    .nullable(),
});
export const activeWorkspaceBody = z.strictObject({ workspaceId: z.string().min(1).max(64).nullable() });
/** A page names the user it belongs to, and the session when no other of the user's will do. */
export const refreshBody = z.strictObject({
  expectedUserId: z.string().max(64).optional(),
  expectedSessionId: z.string().max(64).optional(),
});
/** In the address, because a plain form has no JSON to put it in. */
export const stopQuery = z.strictObject({ sessionId: z.string().max(64).optional() });
export const activityBody = z.strictObject({
  /** Whole seconds. */
  idleForSeconds: z.number().int().min(0).max(31_536_000),
});
export const templateBody = z.strictObject({
  template: z.string().max(64),
  /** Asked for by the page of another origin that shows our frame. */
  embedded: z.boolean().optional(),
});
export const renameBody = z.strictObject({ label: line(MAX_LABEL_LENGTH).nullable() });
export const revokeAllBody = z.strictObject({ scope: z.enum(["others", "all"]).default("others") });
export const rolesBody = z.strictObject({
  roles: z
    .array(z.enum(ROLES))
    .min(1, validation.roleMissing)
    .max(ROLES.length)
    .refine((roles) => new Set(roles).size === roles.length, validation.roleTwice),
});
export const impersonateBody = z.strictObject({ reason: line(MAX_REASON_LENGTH) });
export const profileBody = z
  .strictObject({ name: line(MAX_NAME_LENGTH).optional(), idleTimeout: idleTimeout.optional() })
  .refine((changes) => Object.keys(changes).length > 0, validation.whatToChange);
export const passwordBody = z.strictObject({
  currentPassword: password,
  newPassword: password,
  signOutOthers: z.boolean().default(true),
});

/** As a user types it: `lib/server/factors/second-factors.ts` reads spaces, hyphens and digits of any width. */
const code = z.string().min(1, validation.codeMissing).max(64);
export const codeBody = z.strictObject({ code });
export const authenticatorBody = z.strictObject({ name: line(MAX_LABEL_LENGTH) });

export const emailBody = z.strictObject({ email });
const reportedId = z.string().min(1).max(64);
/** The report of a user with a password, and of one without. */
export const passwordReportBody = z.strictObject({
  sessionId: reportedId,
  currentPassword: password,
  newPassword: password,
  code: code.optional(),
});
export const plainReportBody = z.strictObject({ sessionId: reportedId });
/** Either, because only the account tells which: `readReport` (`report-input.ts`) takes it further. */
export const secureAccountBody = passwordReportBody.partial({ currentPassword: true, newPassword: true });
export const newPasskeyBody = z.strictObject({
  credential: newCredential,
  name: line(MAX_LABEL_LENGTH).optional(),
});
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
export const noteBody = z.strictObject({ text: z.string().max(MAX_NOTE_LENGTH) });

export const sessionsQuery = z.object({ status: z.enum(["active", "ended"]).default("active") });
/** Where a page of the activity ended: the time and the number of its last entry. */
const activityCursor = z
  .string()
  .regex(/^\d{1,15}-\d{1,15}$/)
  .transform((text) => {
    const [at = 0, id = 0] = text.split("-").map(Number);
    return { at, id };
  });
export const activityQuery = z.object({ cursor: activityCursor.optional() });
/** A day in UTC; anything else counts as none. */
const day = z.iso
  .date()
  .transform((text) => Date.parse(`${text}T00:00:00Z`))
  .nullable()
  .catch(null)
  .default(null);
/** The filters of the audit log, as its form sends them. What is wrong in an address filters nothing. */
export const auditQuery = z.object({
  event: z.enum(AUDIT_EVENTS).nullable().catch(null).default(null),
  user: z.string().max(200).catch("").default(""),
  from: day,
  to: day,
  cursor: activityCursor.optional().catch(undefined),
});
export const usersQuery = z.object({
  query: z.string().max(200).default(""),
  page: pageNumber,
  pageSize: count(100, "20"),
});

const providerParameter = z.string().max(8192);
/** What an identity provider answers to a silent request. */
export const silentAnswerBody = z.strictObject({
  state: providerParameter,
  code: providerParameter.optional(),
  iss: providerParameter.optional(),
  error: providerParameter.optional(),
});
