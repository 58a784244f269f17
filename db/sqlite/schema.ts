import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { isAboutInvitation, isByAnother } from "@/db/queries/audit-conditions";
import { isAttempt, isNoAttempt } from "@/db/queries/sign-in-attempts";
import type { AuditEventName } from "@/lib/session/audit-events";
import type { AuditDetails } from "@/lib/session/decision";
import type { EndReason } from "@/lib/session/reasons";
import { users } from "./users";

export * from "./organization-tables";
export * from "./provider-tables";
export * from "./sessions";
export * from "./sign-in-tables";
export * from "./users";

/** Instants and durations are whole milliseconds. */

/** Append only. No foreign keys: events stay when their session or user is deleted. */
export const auditEvents = sqliteTable(
  "audit_events",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    name: text().$type<AuditEventName>().notNull(),
    at: integer().notNull(),
    userId: text("user_id"),
    sessionId: text("session_id"),
    actorUserId: text("actor_user_id"),
    actorSessionId: text("actor_session_id"),
    ipAddress: text("ip_address"),
    device: text(),
    reason: text().$type<EndReason>(),
    /** What else the event is about, such as the organization. */
    details: text({ mode: "json" }).$type<AuditDetails>(),
  },
  (table) => [
    index("audit_events_own").on(table.userId, table.at).where(isNoAttempt(table.name)),
    index("audit_events_attempts").on(table.userId, table.at).where(isAttempt(table.name)),
    index("audit_events_at").on(table.at),
    index("audit_events_actor").on(table.actorUserId, table.at).where(isByAnother(table)),
    index("audit_events_invitations").on(table.at).where(isAboutInvitation(table.name)),
  ],
);

export const signingKeys = sqliteTable("signing_keys", {
  kid: text().primaryKey(),
  /** JWK (RFC 7517) as JSON. */
  publicKey: text("public_key").notNull(),
  /** The private JWK, sealed under SESSION_SECRET. */
  sealedPrivateKey: text("sealed_private_key").notNull(),
  createdAt: integer("created_at").notNull(),
});

/** The key of one user's drafts in one browser; the browser keeps only the ciphertext. */
export const draftKeys = sqliteTable(
  "draft_keys",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    browserId: text("browser_id").notNull(),
    /** 256 random bits, base64url. */
    key: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.browserId] }),
    index("draft_keys_browser").on(table.browserId),
  ],
);

/** Responses to requests with an idempotency key. */
export const idempotencyKeys = sqliteTable(
  "idempotency_keys",
  {
    /** Hash of user or API key, and of the client's key. */
    id: text().primaryKey(),
    /** The user, or the API key, that sent the request. Null for what was stored before responses were counted. */
    userId: text("user_id"),
    /** Hash of method, path and body. */
    requestHash: text("body_hash").notNull(),
    /** Null while the first request is being processed. */
    status: integer(),
    /** Until then, the id of the request that is being processed. */
    answer: text(),
    /** Until then, the time of that request's last renewal. */
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    index("idempotency_keys_created").on(table.createdAt),
    index("idempotency_keys_user").on(table.userId, table.createdAt),
  ],
);

/** One note a user. */
export const notes = sqliteTable("notes", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  text: text().notNull(),
  updatedAt: integer("updated_at").notNull(),
});

/** Attempts counted in the window that ends at `expire`. */
export const rateLimits = sqliteTable(
  "rate_limits",
  {
    key: text().primaryKey(),
    count: integer().notNull(),
    expire: integer(),
  },
  (table) => [index("rate_limits_expire").on(table.expire)],
);
