/** The tables of organizations: members, workspaces, invitations and API keys. */
import {
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type {
  ApiKeyScope,
  OrganizationId,
  OrganizationRole,
  WorkspaceRole,
} from "@/lib/session/organizations/organization-records";
import { users } from "./users";

export const organizations = sqliteTable(
  "organizations",
  {
    id: text().$type<OrganizationId>().primaryKey(),
    name: text().notNull(),
    slug: text().notNull(),
    /** `#rrggbb`; null for the app's own accent colour. */
    primaryColor: text("primary_color"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [uniqueIndex("organizations_slug").on(table.slug)],
);

export const memberships = sqliteTable(
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
    joinedAt: integer("joined_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId] }),
    index("memberships_user").on(table.userId),
    index("memberships_joined").on(table.organizationId, table.joinedAt, table.userId),
  ],
);

export const workspaces = sqliteTable(
  "workspaces",
  {
    id: text().primaryKey(),
    organizationId: text("organization_id")
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    name: text().notNull(),
    slug: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [uniqueIndex("workspaces_slug").on(table.organizationId, table.slug)],
);

/** The members of an organization who were added to a workspace. A row ends with the membership. */
export const workspaceMemberships = sqliteTable(
  "workspace_memberships",
  {
    organizationId: text("organization_id").$type<OrganizationId>().notNull(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    userId: text("user_id").notNull(),
    role: text().$type<WorkspaceRole>().notNull(),
    joinedAt: integer("joined_at").notNull(),
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

/** Invitations that are open. A row ends with the membership of the member who invited. */
export const invitations = sqliteTable(
  "invitations",
  {
    id: text().primaryKey(),
    organizationId: text("organization_id").$type<OrganizationId>().notNull(),
    /** In canonical form. */
    email: text().notNull(),
    role: text().$type<OrganizationRole>().notNull(),
    /** SHA-256 of the secret in the link, base64url. */
    hash: text().notNull(),
    invitedBy: text("invited_by").notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
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

/** API keys that are good. A row ends with the membership of the member who made it. */
export const apiKeys = sqliteTable(
  "api_keys",
  {
    id: text().primaryKey(),
    organizationId: text("organization_id").$type<OrganizationId>().notNull(),
    createdBy: text("created_by").notNull(),
    name: text().notNull(),
    /** The first characters of the key, to recognize it by. */
    prefix: text().notNull(),
    /** SHA-256 of the key, base64url. */
    hash: text().notNull(),
    scope: text().$type<ApiKeyScope>().notNull(),
    createdAt: integer("created_at").notNull(),
    lastUsedAt: integer("last_used_at"),
    expiresAt: integer("expires_at").notNull(),
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
