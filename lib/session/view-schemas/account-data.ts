/** The JSON of an account's deletion, and of the file with its data. */
import { z } from "zod";
import { AUDIT_EVENTS } from "@/lib/session/audit-events";
import {
  API_KEY_SCOPES,
  ORGANIZATION_ROLES,
  WORKSPACE_ROLES,
} from "@/lib/session/organizations/organization-records";
import { AUTHENTICATOR_TYPES } from "@/lib/session/sign-in/sign-in-records";
import { bindingSchema } from "./session";
import { deviceKindSchema, endReasonSchema, locationSchema, roleSchema, timeSchema } from "./values";

export const deletionSchema = z.object({ deletionAt: timeSchema });

const text = z.string().nullable();
const time = timeSchema.nullable();

/** The device of a session, or of a request to add a device. */
export const exportedDeviceSchema = z.object({
  userAgent: text,
  browser: text,
  browserVersion: text,
  os: text,
  osVersion: text,
  device: deviceKindSchema,
  ipAddress: text,
  location: locationSchema.nullable(),
});

export const exportedSessionSchema = exportedDeviceSchema.extend({
  id: z.string(),
  browserId: z.string(),
  label: text,
  authMethods: z.array(z.string()),
  rememberMe: z.boolean(),
  binding: bindingSchema.nullable(),
  byAdministrator: z.boolean().describe("Whether an administrator acted as the user in it."),
  organizationId: text,
  workspaceId: text,
  createdAt: timeSchema,
  authenticatedAt: timeSchema,
  lastActiveAt: timeSchema,
  rotations: z.number().int().describe("How often its refresh token was replaced."),
  rotatedAt: timeSchema.describe("When it was replaced last."),
  absoluteExpiresAt: timeSchema,
  endedAt: time,
  endedReason: endReasonSchema.nullable(),
});

export const exportedEventSchema = z.object({
  event: z.enum(AUDIT_EVENTS),
  at: timeSchema,
  sessionId: text,
  ipAddress: text.describe("Null for what another did, as is the device."),
  device: text,
  reason: endReasonSchema.nullable(),
  organization: text,
  formerEmail: text.describe("The address before a change of it."),
});

const invitation = z.object({
  organization: z.string(),
  role: z.enum(ORGANIZATION_ROLES),
  createdAt: timeSchema,
  expiresAt: timeSchema,
});

/** Raised when a member is renamed, removed, or means something else; not when one is added. */
export const EXPORT_VERSION = 1;

const accountShape = {
  id: z.string(),
  email: z.string(),
  emailVerifiedAt: time,
  name: z.string(),
  language: text.describe("Of the texts that are sent to the user."),
  roles: z.array(roleSchema),
  createdAt: timeSchema,
  disabledAt: time,
  deletionAt: time,
  hasPassword: z.boolean(),
  idleTimeoutSeconds: z.number().int().nullable().describe("The user's own idle limit."),
  passkeyUserId: text.describe("The user's id at passkeys."),
};

const waysInShape = {
  authenticators: z.array(
    z.object({
      id: z.string(),
      type: z.enum(AUTHENTICATOR_TYPES),
      name: z.string(),
      createdAt: timeSchema,
      confirmedAt: time,
      lastUsedAt: time,
      credentialId: text,
      transports: z.array(z.string()).nullable(),
      backedUp: z.boolean().nullable(),
    }),
  ),
  recoveryCodes: z.array(z.object({ createdAt: timeSchema, usedAt: time })),
  identities: z
    .array(
      z.object({
        issuer: z.string(),
        subject: z.string(),
        email: text,
        createdAt: timeSchema,
        lastUsedAt: timeSchema,
      }),
    )
    .describe("Accounts at identity providers."),
  providerSignIns: z.array(
    z.object({
      issuer: z.string(),
      subject: z.string(),
      email: text,
      sessionId: text,
      createdAt: timeSchema,
    }),
  ),
};

const membershipsShape = {
  organizations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      slug: z.string(),
      role: z.enum(ORGANIZATION_ROLES),
      joinedAt: timeSchema,
      workspaces: z.array(
        z.object({ id: z.string(), name: z.string(), role: z.enum(WORKSPACE_ROLES), joinedAt: timeSchema }),
      ),
    }),
  ),
  invitationsSent: z.array(invitation),
  invitationsReceived: z.array(invitation),
  apiKeys: z.array(
    z.object({
      id: z.string(),
      organizationId: z.string(),
      name: z.string(),
      prefix: z.string(),
      scope: z.enum(API_KEY_SCOPES),
      createdAt: timeSchema,
      lastUsedAt: time,
      expiresAt: timeSchema,
    }),
  ),
};

const tracesShape = {
  emails: z
    .array(
      z.object({
        about: z.string(),
        facts: z.record(z.string(), z.string()),
        createdAt: timeSchema,
        sentAt: time,
      }),
    )
    .describe("Messages to the user that are still stored."),
  signIns: z
    .array(
      z.object({
        kind: z.string(),
        status: z.string(),
        step: z.string(),
        rememberMe: z.boolean(),
        createdAt: timeSchema,
      }),
    )
    .describe("Sign-ins in several steps."),
  codes: z
    .array(
      z.object({
        type: z.string(),
        status: z.string(),
        email: z.string(),
        tries: z.number().int(),
        createdAt: timeSchema,
        expiresAt: timeSchema,
      }),
    )
    .describe("The codes that were sent."),
  links: z
    .array(
      z.object({
        type: z.string(),
        createdAt: timeSchema,
        expiresAt: timeSchema,
        usedAt: time,
        request: exportedDeviceSchema.extend({ at: timeSchema }).nullable(),
      }),
    )
    .describe("Links that were sent or shown, and the devices that asked to be added with one."),
  draftKeys: z
    .array(z.object({ browserId: z.string(), createdAt: timeSchema }))
    .describe("The browsers with a key for encrypted drafts; the drafts are in these browsers alone."),
  counters: z
    .array(z.object({ limit: z.string(), count: z.number().int(), until: time }))
    .describe("Uses that are counted for the limits."),
  storedAnswers: z
    .array(z.object({ status: z.number().int().nullable(), createdAt: timeSchema }))
    .describe("Requests with an `Idempotency-Key` whose answers are stored."),
};

export const accountExportSchema = z
  .object({
    format: z.literal("latchkey-account"),
    version: z.literal(EXPORT_VERSION),
    exportedAt: timeSchema,
    account: z.object(accountShape),
    note: z.object({ text: z.string(), updatedAt: timeSchema }).nullable(),
    sessions: z.array(exportedSessionSchema),
    activity: z.array(exportedEventSchema.extend({ byOther: z.boolean() })),
    actions: z
      .array(exportedEventSchema)
      .describe("What the user did to others, such as a member of an organization."),
    ...waysInShape,
    ...membershipsShape,
    ...tracesShape,
  })
  .meta({
    id: "AccountExport",
    description: "Everything that is stored of one user but secrets, and nothing of another.",
  });
