import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type {
  ApiKeyScope,
  OrganizationId,
  OrganizationRole,
  WorkspaceRole,
} from "@/lib/session/organizations/organization-records";
import { milliseconds } from "./columns";
import { users } from "./users";

/** The same tables as in `db/sqlite/organization-tables.ts`, where each is described; a test holds the two equal. */

export const organizations = pgTable(
  "organizations",
  {
    id: text().$type<OrganizationId>().primaryKey(),
    name: text().notNull(),
    slug: text().notNull(),
    primaryColor: text("primary_color"),
    createdAt: milliseconds("created_at").notNull(),
  },
  (table) => [uniqueIndex("organizations_slug").on(table.slug)],
);

export const memberships = pgTable(
  "memberships",
  {
    organizationId: text("organization_id")
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text().$type<OrganizationRole>().notNull(),
    joinedAt: milliseconds("joined_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId] }),
    index("memberships_user").on(table.userId),
    index("memberships_joined").on(table.organizationId, table.joinedAt, table.userId),
  ],
);

export const workspaces = pgTable(
  "workspaces",
  {
    id: text().primaryKey(),
    organizationId: text("organization_id")
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    name: text().notNull(),
    slug: text().notNull(),
    createdAt: milliseconds("created_at").notNull(),
  },
  (table) => [uniqueIndex("workspaces_slug").on(table.organizationId, table.slug)],
);

export const workspaceMemberships = pgTable(
  "workspace_memberships",
  {
    organizationId: text("organization_id").$type<OrganizationId>().notNull(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    userId: text("user_id").notNull(),
    role: text().$type<WorkspaceRole>().notNull(),
    joinedAt: milliseconds("joined_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId] }),
    index("workspace_memberships_member").on(table.organizationId, table.userId),
    foreignKey({
      name: "workspace_memberships_membership",
      columns: [table.organizationId, table.userId],
      foreignColumns: [memberships.organizationId, memberships.userId],
    }).onDelete("cascade"),
  ],
);

export const invitations = pgTable(
  "invitations",
  {
    id: text().primaryKey(),
    organizationId: text("organization_id").$type<OrganizationId>().notNull(),
    email: text().notNull(),
    role: text().$type<OrganizationRole>().notNull(),
    hash: text().notNull(),
    invitedBy: text("invited_by").notNull(),
    createdAt: milliseconds("created_at").notNull(),
    expiresAt: milliseconds("expires_at").notNull(),
  },
  (table) => [
    uniqueIndex("invitations_address").on(table.organizationId, table.email),
    uniqueIndex("invitations_hash").on(table.hash),
    index("invitations_inviter").on(table.organizationId, table.invitedBy),
    index("invitations_email").on(table.email),
    index("invitations_expires").on(table.expiresAt),
    foreignKey({
      name: "invitations_membership",
      columns: [table.organizationId, table.invitedBy],
      foreignColumns: [memberships.organizationId, memberships.userId],
    }).onDelete("cascade"),
  ],
);

export const apiKeys = pgTable(
  "api_keys",
  {
    id: text().primaryKey(),
    organizationId: text("organization_id").$type<OrganizationId>().notNull(),
    createdBy: text("created_by").notNull(),
    name: text().notNull(),
    prefix: text().notNull(),
    hash: text().notNull(),
    scope: text().$type<ApiKeyScope>().notNull(),
    createdAt: milliseconds("created_at").notNull(),
    lastUsedAt: milliseconds("last_used_at"),
    expiresAt: milliseconds("expires_at").notNull(),
  },
  (table) => [
    uniqueIndex("api_keys_hash").on(table.hash),
    index("api_keys_organization").on(table.organizationId, table.createdBy),
    index("api_keys_expires").on(table.expiresAt),
    foreignKey({
      name: "api_keys_membership",
      columns: [table.organizationId, table.createdBy],
      foreignColumns: [memberships.organizationId, memberships.userId],
    }).onDelete("cascade"),
  ],
);
