/** The tables of signing in and up: attempts, codes, links, second factors and the mail that carries them. */
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type {
  AttemptKind,
  AttemptStatus,
  AttemptStep,
  AuthenticatorType,
  ChallengeStatus,
  ChallengeType,
  DeviceLinkRecord,
  MailTemplate,
  TicketType,
} from "@/lib/session/sign-in/sign-in-records";
import { users } from "./users";

/** Sign-ins and sign-ups that take several steps. */
export const attempts = sqliteTable(
  "attempts",
  {
    id: text().primaryKey(),
    kind: text().$type<AttemptKind>().notNull(),
    /** The browser that began it: in another one the attempt does not exist. */
    browserId: text("browser_id").notNull(),
    /** In canonical form. */
    email: text().notNull(),
    /** The user who signs in; null while no account has the address. */
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    status: text().$type<AttemptStatus>().notNull(),
    step: text().$type<AttemptStep>().notNull(),
    rememberMe: integer("remember_me", { mode: "boolean" }).notNull(),
    /** The factors that were right so far (RFC 8176, section 2). */
    authMethods: text("auth_methods", { mode: "json" }).$type<string[]>().notNull(),
    /** The hash of the password when a factor was asked for or given: a changed password ends the attempt. */
    verifiedHash: text("verified_hash"),
    /** The name and the password hash of a user who signs up; null until they are given. */
    name: text(),
    passwordHash: text("password_hash"),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [index("attempts_expires").on(table.expiresAt)],
);

/** Codes that were sent by e-mail. */
export const challenges = sqliteTable(
  "challenges",
  {
    id: text().primaryKey(),
    type: text().$type<ChallengeType>().notNull(),
    /** The attempt it belongs to; null for a change of the address. */
    attemptId: text("attempt_id").references(() => attempts.id, { onDelete: "cascade" }),
    /** The user who changes the address; null for an attempt. */
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    status: text().$type<ChallengeStatus>().notNull(),
    /** Where the code was sent, in canonical form. */
    email: text().notNull(),
    /** Keyed hash of the code; null when no code was sent, because no account has the address. */
    codeHash: text("code_hash"),
    /** Codes that were tried. */
    attempts: integer().notNull(),
    resendAt: integer("resend_at").notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [
    index("challenges_attempt").on(table.attemptId),
    index("challenges_user").on(table.userId),
    index("challenges_expires").on(table.expiresAt),
  ],
);

/** Secrets that work once: links in e-mails, and what a passkey signs. */
export const tickets = sqliteTable(
  "tickets",
  {
    /** SHA-256 of the secret, base64url; the secret has 256 random bits. */
    hash: text().primaryKey(),
    type: text().$type<TicketType>().notNull(),
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    /** The session it may end, or that asked for it. */
    sessionId: text("session_id"),
    attemptId: text("attempt_id"),
    challengeId: text("challenge_id"),
    /** The only browser it works in; null for any. */
    browserId: text("browser_id"),
    /** Wrong second factors that were given with it. */
    failures: integer().notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    usedAt: integer("used_at"),
    revokedAt: integer("revoked_at"),
    /** Why an administrator wants to act as the user, in their own words; null in other tickets. */
    reason: text(),
    /** How far the adding of a device is; null in other tickets. */
    deviceLink: text("device_link", { mode: "json" }).$type<DeviceLinkRecord>(),
  },
  (table) => [
    index("tickets_user").on(table.userId, table.type),
    index("tickets_attempt").on(table.attemptId),
    index("tickets_expires").on(table.expiresAt),
  ],
);

/** E-mails, written in the transaction that causes them and sent afterwards. */
export const outbox = sqliteTable(
  "outbox",
  {
    id: text().primaryKey(),
    recipient: text().notNull(),
    template: text().$type<MailTemplate>().notNull(),
    /** What the template needs besides the secrets. */
    values: text({ mode: "json" }).$type<Record<string, string | null>>().notNull(),
    /** Code and link, sealed under SESSION_SECRET; null when the message has none. */
    sealedSecrets: text("sealed_secrets"),
    createdAt: integer("created_at").notNull(),
    sentAt: integer("sent_at"),
    /** How often sending was begun. */
    tries: integer().notNull(),
    /** A server may try again from this instant on; a server that is sending moves it ahead. */
    nextTryAt: integer("next_try_at").notNull(),
    /** Of the words, when the recipient has no account that says another; null in rows of an older version. */
    language: text(),
  },
  (table) => [
    index("outbox_due").on(table.sentAt, table.nextTryAt),
    index("outbox_recipient").on(table.recipient, table.createdAt),
  ],
);

/** The authenticator apps and passkeys of users. */
export const authenticators = sqliteTable(
  "authenticators",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    type: text().$type<AuthenticatorType>().notNull(),
    name: text().notNull(),
    createdAt: integer("created_at").notNull(),
    /** Null until the user has given its first code: until then it counts for nothing. */
    confirmedAt: integer("confirmed_at"),
    lastUsedAt: integer("last_used_at"),
    /** The session that added it; null when it was added before there was one, at a sign-in. */
    addedBySessionId: text("added_by_session_id"),
    /** Wrong codes in a row. */
    failures: integer().notNull(),
    lockedUntil: integer("locked_until"),

    /** TOTP: the shared secret, sealed under SESSION_SECRET. */
    sealedSecret: text("sealed_secret"),
    /** TOTP: the last time step whose code was accepted (RFC 6238, section 5.2). */
    lastStep: integer("last_step"),

    /** Passkeys (WebAuthn Level 3, section 4, "credential record"); base64url. */
    credentialId: text("credential_id"),
    publicKey: text("public_key"),
    signCount: integer("sign_count"),
    transports: text({ mode: "json" }).$type<string[]>(),
    backedUp: integer("backed_up", { mode: "boolean" }),
  },
  (table) => [
    index("authenticators_user").on(table.userId),
    uniqueIndex("authenticators_credential").on(table.credentialId),
  ],
);

/** Codes for a user who has lost every other second factor. */
export const recoveryCodes = sqliteTable(
  "recovery_codes",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The part of the code that finds the row. */
    selector: text().notNull(),
    /** argon2id hash of the whole code. */
    hash: text().notNull(),
    createdAt: integer("created_at").notNull(),
    usedAt: integer("used_at"),
  },
  (table) => [uniqueIndex("recovery_codes_selector").on(table.userId, table.selector)],
);
