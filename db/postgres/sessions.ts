import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Binding, DeviceKind, LocationView } from "@/lib/session/contract";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import type { EndReason } from "@/lib/session/reasons";
import { milliseconds } from "./columns";
import { users } from "./users";

/** The same tables as in `db/sqlite/sessions.ts`, where each is described; a test holds the two equal. */

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

    binding: text().$type<Binding>(),
    boundKey: text("bound_key"),
    proofRefusedAt: milliseconds("proof_refused_at"),

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
