/**
 * The file that `GET /api/me/export` gives: everything that is stored of one user, and nothing of another. Times are ISO 8601
 * UTC strings. Left out are secrets (hashes, seals and keys) and what names other users: who invited, who acted, whose
 * address an invitation went to.
 */
import type { AuditEventName } from "./activity-contract";
import type { Binding, DeviceKind, LocationView, Role } from "./contract";
import type { ApiKeyScope, OrganizationRole, WorkspaceRole } from "./organizations/organization-records";
import type { EndReason } from "./reasons";
import type { AuthenticatorType, MailTemplate, TicketType } from "./sign-in-records";

/** Raised when a member is renamed, removed, or means something else; not when one is added. */
export const EXPORT_VERSION = 1;

type Time = string;

/** The device of a session, or of a request to add a device. */
export interface ExportedDevice {
  userAgent: string | null;
  browser: string | null;
  browserVersion: string | null;
  os: string | null;
  osVersion: string | null;
  device: DeviceKind;
  ipAddress: string | null;
  location: LocationView | null;
}

export interface ExportedSession extends ExportedDevice {
  id: string;
  browserId: string;
  label: string | null;
  authMethods: string[];
  rememberMe: boolean;
  binding: Binding | null;
  /** Whether an administrator acted as the user in it. */
  byAdministrator: boolean;
  organizationId: string | null;
  workspaceId: string | null;
  createdAt: Time;
  authenticatedAt: Time;
  lastActiveAt: Time;
  /** How often its refresh token was replaced, and when last. */
  rotations: number;
  rotatedAt: Time;
  absoluteExpiresAt: Time;
  endedAt: Time | null;
  endedReason: EndReason | null;
}

/** An audit event: about the user, or of the user about another, who is not named. */
export interface ExportedEvent {
  event: AuditEventName;
  at: Time;
  sessionId: string | null;
  /** Both null for what another did. */
  ipAddress: string | null;
  device: string | null;
  reason: EndReason | null;
  organization: string | null;
}

export interface AccountExport {
  format: "latchkey-account";
  version: typeof EXPORT_VERSION;
  exportedAt: Time;
  account: {
    id: string;
    email: string;
    emailVerifiedAt: Time | null;
    name: string;
    roles: Role[];
    createdAt: Time;
    disabledAt: Time | null;
    deletionAt: Time | null;
    hasPassword: boolean;
    /** The user's own idle limit. */
    idleTimeoutSeconds: number | null;
    /** The user's id at passkeys. */
    passkeyUserId: string | null;
  };
  note: { text: string; updatedAt: Time } | null;
  sessions: ExportedSession[];
  activity: (ExportedEvent & { byOther: boolean })[];
  /** What the user did to others, such as a member of an organization. */
  actions: ExportedEvent[];
  authenticators: {
    id: string;
    type: AuthenticatorType;
    name: string;
    createdAt: Time;
    confirmedAt: Time | null;
    lastUsedAt: Time | null;
    credentialId: string | null;
    transports: string[] | null;
    backedUp: boolean | null;
  }[];
  recoveryCodes: { createdAt: Time; usedAt: Time | null }[];
  /** Accounts at identity providers, and the sign-ins there. */
  identities: { issuer: string; subject: string; email: string | null; createdAt: Time; lastUsedAt: Time }[];
  providerSignIns: {
    issuer: string;
    subject: string;
    email: string | null;
    sessionId: string | null;
    createdAt: Time;
  }[];
  organizations: {
    id: string;
    name: string;
    slug: string;
    role: OrganizationRole;
    joinedAt: Time;
    workspaces: { id: string; name: string; role: WorkspaceRole; joinedAt: Time }[];
  }[];
  invitationsSent: { organization: string; role: OrganizationRole; createdAt: Time; expiresAt: Time }[];
  invitationsReceived: { organization: string; role: OrganizationRole; createdAt: Time; expiresAt: Time }[];
  apiKeys: {
    id: string;
    organizationId: string;
    name: string;
    prefix: string;
    scope: ApiKeyScope;
    createdAt: Time;
    lastUsedAt: Time | null;
    expiresAt: Time;
  }[];
  /** Messages to the user that are still stored. */
  emails: { about: MailTemplate; facts: Record<string, string>; createdAt: Time; sentAt: Time | null }[];
  /** Sign-ins in several steps, with the codes that were sent. */
  signIns: { kind: string; status: string; step: string; rememberMe: boolean; createdAt: Time }[];
  codes: { type: string; status: string; email: string; tries: number; createdAt: Time; expiresAt: Time }[];
  /** Links that were sent or shown, and the devices that asked to be added with one. */
  links: {
    type: TicketType;
    createdAt: Time;
    expiresAt: Time;
    usedAt: Time | null;
    request: (ExportedDevice & { at: Time }) | null;
  }[];
  /** The browsers with a key for encrypted drafts; the drafts are in these browsers alone. */
  draftKeys: { browserId: string; createdAt: Time }[];
  /** Uses that are counted for the limits. */
  counters: { limit: string; count: number; until: Time | null }[];
  /** Requests with an `Idempotency-Key` whose answers are stored. */
  storedAnswers: { status: number | null; createdAt: Time }[];
}
