import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
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
import { milliseconds } from "./columns";
import { users } from "./users";

/** The same tables as in `db/sqlite/sign-in-tables.ts`, where each is described; a test holds the two equal. */

export const attempts = pgTable(
  "attempts",
  {
    id: text().primaryKey(),
    kind: text().$type<AttemptKind>().notNull(),
    browserId: text("browser_id").notNull(),
    email: text().notNull(),
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    status: text().$type<AttemptStatus>().notNull(),
    step: text().$type<AttemptStep>().notNull(),
    rememberMe: boolean("remember_me").notNull(),
    authMethods: jsonb("auth_methods").$type<string[]>().notNull(),
    verifiedHash: text("verified_hash"),
    name: text(),
    passwordHash: text("password_hash"),
    createdAt: milliseconds("created_at").notNull(),
    expiresAt: milliseconds("expires_at").notNull(),
  },
  (table) => [index("attempts_expires").on(table.expiresAt)],
);

export const challenges = pgTable(
  "challenges",
  {
    id: text().primaryKey(),
    type: text().$type<ChallengeType>().notNull(),
    attemptId: text("attempt_id").references(() => attempts.id, { onDelete: "cascade" }),
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    status: text().$type<ChallengeStatus>().notNull(),
    email: text().notNull(),
    codeHash: text("code_hash"),
    attempts: integer().notNull(),
    resendAt: milliseconds("resend_at").notNull(),
    createdAt: milliseconds("created_at").notNull(),
    expiresAt: milliseconds("expires_at").notNull(),
  },
  (table) => [
    index("challenges_attempt").on(table.attemptId),
    index("challenges_user").on(table.userId),
    index("challenges_expires").on(table.expiresAt),
  ],
);

export const tickets = pgTable(
  "tickets",
  {
    hash: text().primaryKey(),
    type: text().$type<TicketType>().notNull(),
    userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
    sessionId: text("session_id"),
    attemptId: text("attempt_id"),
    challengeId: text("challenge_id"),
    browserId: text("browser_id"),
    failures: integer().notNull(),
    createdAt: milliseconds("created_at").notNull(),
    expiresAt: milliseconds("expires_at").notNull(),
    usedAt: milliseconds("used_at"),
    revokedAt: milliseconds("revoked_at"),
    reason: text(),
    deviceLink: jsonb("device_link").$type<DeviceLinkRecord>(),
  },
  (table) => [
    index("tickets_user").on(table.userId, table.type),
    index("tickets_attempt").on(table.attemptId),
    index("tickets_expires").on(table.expiresAt),
  ],
);

export const outbox = pgTable(
  "outbox",
  {
    id: text().primaryKey(),
    recipient: text().notNull(),
    template: text().$type<MailTemplate>().notNull(),
    values: jsonb().$type<Record<string, string | null>>().notNull(),
    sealedSecrets: text("sealed_secrets"),
    createdAt: milliseconds("created_at").notNull(),
    sentAt: milliseconds("sent_at"),
    tries: integer().notNull(),
    nextTryAt: milliseconds("next_try_at").notNull(),
    language: text(),
  },
  (table) => [
    index("outbox_due").on(table.sentAt, table.nextTryAt),
    index("outbox_recipient").on(table.recipient, table.createdAt),
  ],
);

export const authenticators = pgTable(
  "authenticators",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    type: text().$type<AuthenticatorType>().notNull(),
    name: text().notNull(),
    createdAt: milliseconds("created_at").notNull(),
    confirmedAt: milliseconds("confirmed_at"),
    lastUsedAt: milliseconds("last_used_at"),
    addedBySessionId: text("added_by_session_id"),
    failures: integer().notNull(),
    lockedUntil: milliseconds("locked_until"),

    sealedSecret: text("sealed_secret"),
    lastStep: milliseconds("last_step"),

    credentialId: text("credential_id"),
    publicKey: text("public_key"),
    signCount: integer("sign_count"),
    transports: jsonb().$type<string[]>(),
    backedUp: boolean("backed_up"),
  },
  (table) => [
    index("authenticators_user").on(table.userId),
    uniqueIndex("authenticators_credential").on(table.credentialId),
  ],
);

export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    selector: text().notNull(),
    hash: text().notNull(),
    createdAt: milliseconds("created_at").notNull(),
    usedAt: milliseconds("used_at"),
  },
  (table) => [uniqueIndex("recovery_codes_selector").on(table.userId, table.selector)],
);
