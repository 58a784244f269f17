/** The tables of sign-ins by an identity provider, and of identifiers that are good once. */
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { sessions } from "./sessions";
import { users } from "./users";

/** The accounts at identity providers that users sign in with. Issuer and subject are the user; the address is not. */
export const identities = sqliteTable(
  "identities",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    issuer: text().notNull(),
    subject: text().notNull(),
    /** The address the provider named when the identity was linked; it decides nothing. */
    email: text(),
    createdAt: integer("created_at").notNull(),
    lastUsedAt: integer("last_used_at").notNull(),
  },
  (table) => [
    uniqueIndex("identities_subject").on(table.issuer, table.subject),
    index("identities_user").on(table.userId),
  ],
);

/**
 * What a provider said at a sign-in. Without a session it waits in one browser until the user has given every other
 * factor; with a session it says how that session ends at the provider, and how the provider ends it.
 */
export const providerSignIns = sqliteTable(
  "provider_sign_ins",
  {
    id: text().primaryKey(),
    issuer: text().notNull(),
    subject: text().notNull(),
    /** The provider's own session (OpenID Connect Back-Channel Logout 1.0, section 2.1); null when it names none. */
    sid: text(),
    email: text(),
    /** The ID token, sealed under SESSION_SECRET: the hint of a sign-out at the provider. */
    sealedIdToken: text("sealed_id_token"),
    browserId: text("browser_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The attempt that waits for a second factor; null when the user has yet to prove that the account is theirs. */
    attemptId: text("attempt_id"),
    sessionId: text("session_id").references(() => sessions.id, { onDelete: "cascade" }),
    createdAt: integer("created_at").notNull(),
    /** Until then it waits for a session. */
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [
    uniqueIndex("provider_sign_ins_session").on(table.sessionId),
    index("provider_sign_ins_subject").on(table.issuer, table.subject),
    index("provider_sign_ins_sid").on(table.issuer, table.sid),
    index("provider_sign_ins_browser").on(table.browserId, table.userId),
    index("provider_sign_ins_attempt").on(table.attemptId),
    index("provider_sign_ins_expires").on(table.expiresAt),
  ],
);

/** Identifiers that are good once: of logout tokens, of states, and of proofs by a device's key. */
export const usedIds = sqliteTable(
  "used_ids",
  {
    /** Hash of what the identifier is for, who made it, and the identifier. */
    hash: text().primaryKey(),
    /** From then on whatever carries the identifier is refused for its age. */
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [index("used_ids_expires").on(table.expiresAt)],
);
