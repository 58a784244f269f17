/**
 * A session: one sign-in on one browser, its refresh-token family, and its two limits.
 *
 * All instants are milliseconds since the epoch and arrive as arguments: no rule reads a clock.
 */
import type { Binding, DeviceKind, LocationView } from "./contract";
import type { OrganizationId } from "./organizations/organization-records";
import type { EndReason, ExpiryReason } from "./reasons";
import type { Role } from "./roles";

/** The device as it described itself at sign-in. */
export interface DeviceFacts {
  userAgent: string | null;
  browser: string | null;
  browserVersion: string | null;
  os: string | null;
  osVersion: string | null;
  device: DeviceKind;
  ipAddress: string | null;
  location: LocationView | null;
}

/** A device that signs in: what is kept of it, and the model that it reports, such as "Pixel 9 Pro". */
export interface ClientDevice extends DeviceFacts {
  /** Null or left out when the device does not report it. */
  model?: string | null;
}

/** A device that has told nothing of itself. */
export const UNKNOWN_DEVICE: DeviceFacts = {
  userAgent: null,
  browser: null,
  browserVersion: null,
  os: null,
  osVersion: null,
  device: "unknown",
  ipAddress: null,
  location: null,
};

export interface SessionRecord extends DeviceFacts {
  id: string;
  userId: string;
  /** The id of the browser (one cookie jar) the user signed in on. */
  browserId: string;
  label: string | null;
  authMethods: string[];
  rememberMe: boolean;
  createdAt: number;
  /** When the user last gave a password or another factor. It becomes `auth_time` in access tokens. */
  authenticatedAt: number;

  /** How often the refresh token has been rotated. It identifies the current token. */
  generation: number;
  /** When the current token was made. */
  rotatedAt: number;
  /** When the current token was last given again; null if it was not. */
  repeatedAt: number | null;
  /**
   * When the access token of the current generation was first used later than the grace after its last answer; null
   * until then.
   */
  seenAt: number | null;
  /** How often the current token was given again later than the grace after the answer before. */
  lateRepeats: number;
  /** How many generations in a row, up to the one before the current, were given late. */
  lateGenerations: number;
  /** Refresh tokens of a lower generation are refused. A password change raises it to the new generation. */
  minGeneration: number;
  /** How often the user's password was asked for in this session since it was last given correctly. */
  passwordAttempts: number;

  /** The last human input. Nothing else moves the idle limit. */
  lastPresenceAt: number;
  /** Milliseconds without human input after which the session ends. */
  idleTimeout: number;
  absoluteExpiresAt: number;

  endedAt: number | null;
  endedReason: EndReason | null;

  /** The organization and the workspace that are active; each counts only while the user is a member of it. */
  organizationId: OrganizationId | null;
  workspaceId: string | null;

  /** The administrator who acts as the user in this session, and the session they do it from; null in all others. */
  impersonatorId: string | null;
  impersonatorSessionId: string | null;
  impersonatorName: string | null;
  /**
   * Read with the row, and no column of it: when the administrator's own session ended, or will end by its limits as they
   * are now; 0 once that administrator may not act as a user any more. Null in all other sessions.
   */
  impersonatorEndsAt: number | null;

  /** How the session is bound to its device; null for a session that its cookie alone opens. */
  binding: Binding | null;
  /** `key`: the thumbprint (RFC 7638) of the device's key; `dbsc`: the public key as JWK. Null without a binding. */
  boundKey: string | null;
  /** When the user was last told of a refused proof; null if never. */
  proofRefusedAt: number | null;
}

/** What a new session begins without: an organization, an administrator who acts, and a key. */
export const NEW_SESSION = {
  organizationId: null,
  workspaceId: null,
  impersonatorId: null,
  impersonatorSessionId: null,
  impersonatorName: null,
  impersonatorEndsAt: null,
  binding: null,
  boundKey: null,
  proofRefusedAt: null,
} as const;

/** One generation of a session's refresh token. Only its SHA-256 is known. */
export interface TokenRecord {
  hash: string;
  sessionId: string;
  userId: string;
  generation: number;
  /** Hash of the token it was rotated from; null for the first token. */
  parentHash: string | null;
  createdAt: number;
  expiresAt: number;
  /** When it was rotated; null while it is the current one. */
  usedAt: number | null;
  revokedAt: number | null;
  /** Its successor, encrypted under this very token; deleted when it can no longer be asked for. */
  sealedSuccessor: string | null;
  /** When it was last answered again with a token, after its rotation; null if it never was. */
  repeatedAt: number | null;
}

export interface UserRecord {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
  roles: Role[];
  createdAt: number;
  disabledAt: number | null;
  /** When the account is deleted; null unless its user has asked for that. */
  deletionAt: number | null;
  /** The user's own idle limit in milliseconds; null means the deployment's. */
  idleTimeout: number | null;
  /** When the user proved that mail to the address arrives; null if the user never did. */
  emailVerifiedAt: number | null;
  /** The user's id at passkeys: 32 random bytes, base64url; null before the first passkey. */
  webauthnUserHandle: string | null;
  /** Of the texts that are sent to the user, as `lib/texts/language.ts` names it; null until it is known. */
  language: string | null;
}

/**
 * The password hash of an account that was made without a password, by an identity provider. It is no hash, so no
 * password has it.
 */
export const NO_PASSWORD = "";

/** @returns whether a user can sign in with a password */
export function hasPassword({ passwordHash }: Pick<UserRecord, "passwordHash">): boolean {
  return passwordHash !== NO_PASSWORD;
}

/** A user before the account exists. */
export type NewUser = Pick<UserRecord, "id" | "email" | "name" | "passwordHash" | "roles"> &
  Partial<Pick<UserRecord, "emailVerifiedAt" | "language">>;

/** @returns the account of a new user, made at `createdAt` */
export function userRecord(newUser: NewUser, createdAt: number): UserRecord {
  return {
    emailVerifiedAt: null,
    language: null,
    ...newUser,
    createdAt,
    disabledAt: null,
    deletionAt: null,
    idleTimeout: null,
    webauthnUserHandle: null,
  };
}

/** Limits of a session in milliseconds; remember-me chooses between two pairs. */
export interface LimitPolicy {
  idle: number;
  absolute: number;
  rememberIdle: number;
  rememberAbsolute: number;
}

/** @returns the instant at which the session ends if no presence is recorded from now on. */
export function idleExpiresAt(session: Pick<SessionRecord, "lastPresenceAt" | "idleTimeout">): number {
  return session.lastPresenceAt + session.idleTimeout;
}

/** @returns the earlier of the two limits. */
export function expiresAt(
  session: Pick<SessionRecord, "lastPresenceAt" | "idleTimeout" | "absoluteExpiresAt">,
): number {
  return Math.min(idleExpiresAt(session), session.absoluteExpiresAt);
}

/** @returns the instant of the limit that the session reaches first: its own two, and the end of an administrator's. */
export function limitAt(session: SessionRecord): number {
  const { impersonatorEndsAt, lastPresenceAt } = session;
  const own = expiresAt(session);
  if (impersonatorEndsAt === null) return own;
  // Presence that was recorded after the end of the administrator's session shows that this one was still in use then.
  return Math.min(own, Math.max(impersonatorEndsAt, lastPresenceAt));
}

/**
 * Finds the limit that the session has reached (OWASP ASVS 5.0, 7.3.1 and 7.3.2). A session in which an administrator
 * acts as the user has a third one, `admin`: it ends with the administrator's own session, and with the role.
 *
 * @returns the limit that came first; null while `now` is before all. A limit is reached at its exact instant
 */
export function reachedLimit(session: SessionRecord, now: number): ExpiryReason | "admin" | null {
  const { impersonatorEndsAt, absoluteExpiresAt } = session;
  if (impersonatorEndsAt !== null && impersonatorEndsAt <= Math.min(now, expiresAt(session))) return "admin";
  if (now < expiresAt(session)) return null;
  return absoluteExpiresAt <= idleExpiresAt(session) ? "absolute" : "idle";
}

/** @returns why the session is over at `now` (ended before, or past a limit); null while it is alive */
export function endReason(session: SessionRecord, now: number): EndReason | null {
  return session.endedAt === null ? reachedLimit(session, now) : (session.endedReason ?? "signed_out");
}

/** @returns when the current token was last given to a browser, by rotation or again. */
export function lastAnswerAt(session: Pick<SessionRecord, "rotatedAt" | "repeatedAt">): number {
  return session.repeatedAt ?? session.rotatedAt;
}
