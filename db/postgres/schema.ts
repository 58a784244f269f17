import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { isAttempt, isNoAttempt } from "@/db/queries/sign-in-attempts";
import type { AuditEventName } from "@/lib/session/activity-contract";
import type { DeviceKind, LocationView } from "@/lib/session/contract";
import type { AuditDetails } from "@/lib/session/decision";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import type { EndReason } from "@/lib/session/reasons";
import { milliseconds } from "./columns";
import { users } from "./users";

export * from "./organization-tables";
export * from "./sign-in-tables";
export * from "./users";

/** The same tables as in `db/sqlite/schema.ts`, where each is described; a test holds the two equal. */

export const sessions = pgTable(
  "sessions",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    browserId: text("browser_id").notNull(),
    label: text(),
    authMethods: jsonb("auth_methods").$type<string[]>().notNull(),
    rememberMe: boolean("remember_me").notNull(),
    createdAt: milliseconds("created_at").notNull(),
    authenticatedAt: milliseconds("authenticated_at").notNull(),

    generation: integer().notNull(),
    rotatedAt: milliseconds("rotated_at").notNull(),
    repeatedAt: milliseconds("repeated_at"),
    seenAt: milliseconds("seen_at"),
    lateRepeats: integer("late_repeats").notNull(),
    lateGenerations: integer("late_generations").notNull().default(0),
    minGeneration: integer("min_generation").notNull(),
    passwordAttempts: integer("password_attempts").notNull().default(0),

    lastPresenceAt: milliseconds("last_presence_at").notNull(),
    idleTimeout: milliseconds("idle_timeout").notNull(),
    absoluteExpiresAt: milliseconds("absolute_expires_at").notNull(),

    endedAt: milliseconds("ended_at"),
    endedReason: text("ended_reason").$type<EndReason>(),

    organizationId: text("organization_id").$type<OrganizationId>(),
    workspaceId: text("workspace_id"),

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
    location: jsonb().$type<LocationView>(),
  },
  (table) => [
    index("sessions_user").on(table.userId, table.endedAt),
    index("sessions_ended").on(table.endedAt),
    index("sessions_impersonator").on(table.impersonatorSessionId),
    index("sessions_absolute").on(table.absoluteExpiresAt),
  ],
);

export const refreshTokens = pgTable(
  "refresh_tokens",
  {
    hash: text().primaryKey(),
    sessionId: text("session_id")
      .notNull()
      .references(() => sessions.id, { onDelete: "cascade" }),
    userId: text("user_id").notNull(),
    generation: integer().notNull(),
    parentHash: text("parent_hash"),
    createdAt: milliseconds("created_at").notNull(),
    expiresAt: milliseconds("expires_at").notNull(),
    usedAt: milliseconds("used_at"),
    revokedAt: milliseconds("revoked_at"),
    sealedSuccessor: text("sealed_successor"),
    repeatedAt: milliseconds("repeated_at"),
  },
  (table) => [uniqueIndex("refresh_tokens_generation").on(table.sessionId, table.generation)],
);

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
    bodyHash: text("body_hash").notNull(),
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
