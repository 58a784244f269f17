import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { isAboutInvitation, isByAnother } from "@/db/queries/audit-conditions";
import { isAttempt, isNoAttempt } from "@/db/queries/sign-in-attempts";
import type { AuditEventName } from "@/lib/session/audit-events";
import type { AuditDetails } from "@/lib/session/decision";
import type { EndReason } from "@/lib/session/reasons";
import { milliseconds } from "./columns";
import { users } from "./users";

export * from "./organization-tables";
export * from "./provider-tables";
export * from "./sessions";
export * from "./sign-in-tables";
export * from "./users";

/** The same tables as in `db/sqlite/schema.ts`, where each is described; a test holds the two equal. */

export const auditEvents = pgTable(
  "audit_events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedByDefaultAsIdentity(),
    name: text().$type<AuditEventName>().notNull(),
    at: milliseconds("at").notNull(),
    userId: text("user_id"),
    sessionId: text("session_id"),
    actorUserId: text("actor_user_id"),
    actorSessionId: text("actor_session_id"),
    ipAddress: text("ip_address"),
    device: text(),
    reason: text().$type<EndReason>(),
    details: jsonb().$type<AuditDetails>(),
  },
  (table) => [
    index("audit_events_own").on(table.userId, table.at).where(isNoAttempt(table.name)),
    index("audit_events_attempts").on(table.userId, table.at).where(isAttempt(table.name)),
    index("audit_events_at").on(table.at),
    index("audit_events_actor").on(table.actorUserId, table.at).where(isByAnother(table)),
    index("audit_events_invitations").on(table.at).where(isAboutInvitation(table.name)),
  ],
);

export const signingKeys = pgTable("signing_keys", {
  kid: text().primaryKey(),
  publicKey: text("public_key").notNull(),
  sealedPrivateKey: text("sealed_private_key").notNull(),
  createdAt: milliseconds("created_at").notNull(),
});

export const draftKeys = pgTable(
  "draft_keys",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    browserId: text("browser_id").notNull(),
    key: text().notNull(),
    createdAt: milliseconds("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.browserId] }),
    index("draft_keys_browser").on(table.browserId),
  ],
);

export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    id: text().primaryKey(),
    userId: text("user_id"),
    requestHash: text("body_hash").notNull(),
    status: integer(),
    answer: text(),
    createdAt: milliseconds("created_at").notNull(),
  },
  (table) => [
    index("idempotency_keys_created").on(table.createdAt),
    index("idempotency_keys_user").on(table.userId, table.createdAt),
  ],
);

export const notes = pgTable("notes", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  text: text().notNull(),
  updatedAt: milliseconds("updated_at").notNull(),
});

export const rateLimits = pgTable(
  "rate_limits",
  {
    key: text().primaryKey(),
    count: integer().notNull(),
    expire: milliseconds("expire"),
  },
  (table) => [index("rate_limits_expire").on(table.expire)],
);
