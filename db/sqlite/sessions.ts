/** Sessions and the generations of their refresh tokens. Instants and durations are whole milliseconds. */
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Binding, DeviceKind, LocationView } from "@/lib/session/contract";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import type { EndReason } from "@/lib/session/reasons";
import { users } from "./users";

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

    /** How the session is bound to its device; null for a session that a cookie alone opens. */
    binding: text().$type<Binding>(),
    /** `key`: the thumbprint (RFC 7638) of the key; `dbsc`: the public key as JWK. */
    boundKey: text("bound_key"),
    /** When the user was last told of a refused proof. */
    proofRefusedAt: integer("proof_refused_at"),

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
