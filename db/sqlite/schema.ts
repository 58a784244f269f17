import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { isAttempt, isNoAttempt } from "@/db/queries/sign-in-attempts";
import type { AuditEventName } from "@/lib/session/activity-contract";
import type { DeviceKind, LocationView } from "@/lib/session/contract";
import type { AuditDetails } from "@/lib/session/decision";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import type { EndReason } from "@/lib/session/reasons";
import { users } from "./users";

export * from "./organization-tables";
export * from "./sign-in-tables";
export * from "./users";

/** Instants and durations are whole milliseconds. */

export const sessions = sqliteTable(
  "sessions",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    browserId: text("browser_id").notNull(),
    label: text(),
    authMethods: text("auth_methods", { mode: "json" }).$type<string[]>().notNull(),
    rememberMe: integer("remember_me", { mode: "boolean" }).notNull(),
    createdAt: integer("created_at").notNull(),
    authenticatedAt: integer("authenticated_at").notNull(),

    generation: integer().notNull(),
    rotatedAt: integer("rotated_at").notNull(),
    repeatedAt: integer("repeated_at"),
    seenAt: integer("seen_at"),
    lateRepeats: integer("late_repeats").notNull(),
    lateGenerations: integer("late_generations").notNull().default(0),
    minGeneration: integer("min_generation").notNull(),
    passwordAttempts: integer("password_attempts").notNull().default(0),

    lastPresenceAt: integer("last_presence_at").notNull(),
    idleTimeout: integer("idle_timeout").notNull(),
    absoluteExpiresAt: integer("absolute_expires_at").notNull(),

    endedAt: integer("ended_at"),
    endedReason: text("ended_reason").$type<EndReason>(),

    /** The organization and the workspace that are active; each counts only while its user is a member. */
    organizationId: text("organization_id").$type<OrganizationId>(),
    workspaceId: text("workspace_id"),

    /** The administrator who acts as the user in this session; null in every other session. */
    impersonatorId: text("impersonator_id"),
    impersonatorSessionId: text("impersonator_session_id"),
    impersonatorName: text("impersonator_name"),

    userAgent: text("user_agent"),
    browser: text(),
    browserVersion: text("browser_version"),
    os: text(),
    osVersion: text("os_version"),
    device: text().$type<DeviceKind>().notNull(),
    ipAddress: text("ip_address"),
    location: text({ mode: "json" }).$type<LocationView>(),
  },
  (table) => [
    index("sessions_user").on(table.userId, table.endedAt),
    index("sessions_ended").on(table.endedAt),
    index("sessions_impersonator").on(table.impersonatorSessionId),
    index("sessions_absolute").on(table.absoluteExpiresAt),
  ],
);

export const refreshTokens = sqliteTable(
  "refresh_tokens",
  {
    hash: text().primaryKey(),
    sessionId: text("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    userId: text("user_id").notNull(),
    generation: integer().notNull(),
    parentHash: text("parent_hash"),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    usedAt: integer("used_at"),
    revokedAt: integer("revoked_at"),
    sealedSuccessor: text("sealed_successor"),
    repeatedAt: integer("repeated_at"),
  },
  (table) => [uniqueIndex("refresh_tokens_generation").on(table.sessionId, table.generation)],
);

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
    /** Hash of user, route and the client's key. */
    id: text().primaryKey(),
    /** Null for what was stored before responses were counted. */
    userId: text("user_id"),
    bodyHash: text("body_hash").notNull(),
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

/** The demo's own data: one note a user. */
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
