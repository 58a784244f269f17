/**
 * What is stored of sign-ins and sign-ups that take several steps: attempts, the codes and links they wait for, second
 * factors, and e-mails. All instants are milliseconds since the epoch.
 */
import type { ClientDevice } from "@/lib/session/session";

/** A sign-in or a sign-up of one browser. */
export interface AttemptRecord {
  id: string;
  kind: AttemptKind;
  browserId: string;
  /** In canonical form. */
  email: string;
  /** Null while no account has the address. */
  userId: string | null;
  status: AttemptStatus;
  step: AttemptStep;
  rememberMe: boolean;
  /** The factors that were right so far (RFC 8176, section 2). */
  authMethods: string[];
  /** The hash of the user's password when a factor was asked for or given: a changed password ends the attempt. */
  verifiedHash: string | null;
  /** Of a user who signs up; null until given. */
  name: string | null;
  passwordHash: string | null;
  createdAt: number;
  expiresAt: number;
}

export const ATTEMPT_KINDS = ["sign_in", "sign_up"] as const;
export type AttemptKind = (typeof ATTEMPT_KINDS)[number];
export const ATTEMPT_STATUSES = ["open", "complete", "failed", "cancelled"] as const;
export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number];
export const ATTEMPT_STEPS = ["credential", "challenge", "totp", "totp_setup", "profile", "done"] as const;
export type AttemptStep = (typeof ATTEMPT_STEPS)[number];

/** A code that was sent by e-mail. */
export interface ChallengeRecord {
  id: string;
  type: ChallengeType;
  attemptId: string | null;
  userId: string | null;
  status: ChallengeStatus;
  /** Where the code was sent. */
  email: string;
  /** Null when no code was sent, because no account has the address. */
  codeHash: string | null;
  /** Codes that were tried. */
  attempts: number;
  resendAt: number;
  createdAt: number;
  expiresAt: number;
}

export const CHALLENGE_TYPES = ["sign_in", "sign_up", "email_change"] as const;
export type ChallengeType = (typeof CHALLENGE_TYPES)[number];
export const CHALLENGE_STATUSES = ["pending", "completed", "failed", "cancelled"] as const;
export type ChallengeStatus = (typeof CHALLENGE_STATUSES)[number];

/** A secret of 256 random bits that works once; only its SHA-256 is stored. */
export interface TicketRecord {
  hash: string;
  type: TicketType;
  userId: string | null;
  sessionId: string | null;
  attemptId: string | null;
  challengeId: string | null;
  /** The only browser it works in; null for any. */
  browserId: string | null;
  /** Wrong second factors that were given with it. */
  failures: number;
  createdAt: number;
  expiresAt: number;
  usedAt: number | null;
  revokedAt: number | null;
  /** Why an administrator wants to act as the user; null in other tickets. */
  reason: string | null;
  /** How far the adding of a device is; null in other tickets. */
  deviceLink: DeviceLinkRecord | null;
}

/** A device that is to be added: what the two devices have done so far. */
export interface DeviceLinkRecord {
  /** Four digits beside the QR code, such as "42-17"; the new device shows the same before it asks. */
  code: string;
  /** The lowest generation of the signed-in device's session when the link was made; a password change raises it. */
  minGeneration: number;
  /** What the new device asked; null until it has. */
  request: DeviceRequestRecord | null;
  /** The approval of that request on the signed-in device; null until it is given. */
  approval: { at: number /** When the user had last proved who they are. */; authTime: number } | null;
}

/** The request of a new device, as the signed-in device shows it to be approved. */
export interface DeviceRequestRecord {
  id: string;
  /** Four digits that only the browser with this request shows. */
  code: string;
  device: ClientDevice;
  at: number;
}

/** `passkey`: the challenge of a WebAuthn ceremony. */
export type TicketType =
  | "sign_in_link"
  | "password_reset"
  | "not_me"
  | "passkey"
  | "impersonation"
  | "device_link";

/** An authenticator app or a passkey. */
export interface AuthenticatorRecord {
  id: string;
  userId: string;
  type: AuthenticatorType;
  name: string;
  createdAt: number;
  /** Null until its first code was right: until then it counts for nothing. */
  confirmedAt: number | null;
  lastUsedAt: number | null;
  /** The session that set it up, or that its set-up opened. */
  addedBySessionId: string | null;
  /** Wrong codes in a row. */
  failures: number;
  lockedUntil: number | null;
  /** TOTP: the shared secret, sealed. */
  sealedSecret: string | null;
  /** TOTP: the last time step whose code was accepted. */
  lastStep: number | null;
  credentialId: string | null;
  publicKey: string | null;
  signCount: number | null;
  transports: string[] | null;
  backedUp: boolean | null;
}

export const AUTHENTICATOR_TYPES = ["totp", "passkey"] as const;
export type AuthenticatorType = (typeof AUTHENTICATOR_TYPES)[number];

export interface RecoveryCodeRecord {
  id: string;
  userId: string;
  /** The part of the code that finds the row. */
  selector: string;
  /** argon2id hash of the whole code. */
  hash: string;
  createdAt: number;
  usedAt: number | null;
}

/** An e-mail that waits to be sent, or was sent. */
export interface MailRecord {
  id: string;
  recipient: string;
  template: MailTemplate;
  /** What the template needs besides the secrets. */
  values: Record<string, string | null>;
  /** Code and link, sealed; null when the message has none. */
  sealedSecrets: string | null;
  /** Of the words: the recipient's, where the account says it, else that of the request that caused the message. */
  language: string | null;
  createdAt: number;
  sentAt: number | null;
  tries: number;
  nextTryAt: number;
}

export type MailTemplate =
  | "sign_in_code"
  | "sign_up_code"
  | "email_taken"
  | "email_change_code"
  | "email_changed"
  | "email_restored"
  | "new_sign_in"
  | "password_reset"
  | "no_password"
  | "password_changed"
  | "factor_added"
  | "factor_removed"
  | "identity_linked"
  | "impersonation"
  | "invitation"
  | "deletion_scheduled"
  | "account_kept"
  | "data_exported";
