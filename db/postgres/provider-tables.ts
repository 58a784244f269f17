import { index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { milliseconds } from "./columns";
import { sessions } from "./sessions";
import { users } from "./users";

/** The same tables as in `db/sqlite/provider-tables.ts`, where each is described; a test holds the two equal. */

export const identities = pgTable(
  "identities",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    issuer: text().notNull(),
    subject: text().notNull(),
    email: text(),
    createdAt: milliseconds("created_at").notNull(),
    lastUsedAt: milliseconds("last_used_at").notNull(),
  },
  (table) => [
    uniqueIndex("identities_subject").on(table.issuer, table.subject),
    index("identities_user").on(table.userId),
  ],
);

export const providerSignIns = pgTable(
  "provider_sign_ins",
  {
    id: text().primaryKey(),
    issuer: text().notNull(),
    subject: text().notNull(),
    sid: text(),
    email: text(),
    sealedIdToken: text("sealed_id_token"),
    browserId: text("browser_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    attemptId: text("attempt_id"),
    sessionId: text("session_id").references(() => sessions.id, { onDelete: "cascade" }),
    createdAt: milliseconds("created_at").notNull(),
    expiresAt: milliseconds("expires_at").notNull(),
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

export const usedIds = pgTable(
  "used_ids",
  {
    hash: text().primaryKey(),
    expiresAt: milliseconds("expires_at").notNull(),
  },
  (table) => [index("used_ids_expires").on(table.expiresAt)],
);
