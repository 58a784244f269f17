/** How the changes of organizations, and of what belongs to them, are written. */
import { eq } from "drizzle-orm";
import { type Query, write } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { Change } from "@/lib/session/decision";
import { deleteMembership, updateMembership, withdrawInvitations } from "./members";
import { insertStatement, updateStatement } from "./row-writes";
import {
  deleteWorkspace,
  deleteWorkspaceMembership,
  insertWorkspace,
  saveWorkspaceMembership,
} from "./workspaces";

/** For each kind of change, the query that writes it. */
export type ChangeWriters<Kind extends Change["kind"]> = {
  readonly [Each in Kind]: (change: Extract<Change, { kind: Each }>) => Query<number>;
};

type OrganizationChange = Extract<
  Change["kind"],
  `${string}-${"organization" | "membership" | "invitation" | "invitations" | "api-key" | "workspace" | "workspace-membership"}`
>;

const insertOrganization = insertStatement(({ organizations }) => organizations);
const insertMembership = insertStatement(({ memberships }) => memberships);
const insertInvitation = insertStatement(({ invitations }) => invitations);
const insertApiKey = insertStatement(({ apiKeys }) => apiKeys);
const updateOrganization = updateStatement(
  ({ organizations }) => organizations,
  ({ organizations }) => organizations.id,
);
const deleteOrganization = statement(({ db, param, organizations }) =>
  db.delete(organizations).where(eq(organizations.id, param("id"))),
);
const deleteInvitation = statement(({ db, param, invitations }) =>
  db.delete(invitations).where(eq(invitations.id, param("id"))),
);
const deleteApiKey = statement(({ db, param, apiKeys }) =>
  db.delete(apiKeys).where(eq(apiKeys.id, param("id"))),
);
export const applyOrganizationChange: ChangeWriters<OrganizationChange> = {
  "insert-organization": (change) => insertOrganization(change.organization),
  "update-organization": (change) => updateOrganization(change.id, change.set),
  "delete-organization": (change) => write(deleteOrganization, { id: change.id }),
  "insert-membership": (change) => insertMembership(change.membership),
  "insert-invitation": (change) => insertInvitation(change.invitation),
  "delete-invitation": (change) => write(deleteInvitation, { id: change.id }),
  "insert-api-key": (change) => insertApiKey(change.apiKey),
  "delete-api-key": (change) => write(deleteApiKey, { id: change.id }),
  "insert-workspace": (change) => insertWorkspace(change.workspace),
  "delete-workspace": (change) => deleteWorkspace(change),
  "save-workspace-membership": (change) => saveWorkspaceMembership(change.membership),
  "update-membership": (change) => write(updateMembership, { ...change }),
  "delete-membership": (change) => write(deleteMembership, { ...change }),
  "withdraw-invitations": (change) => write(withdrawInvitations, { ...change }),
  "delete-workspace-membership": (change) => deleteWorkspaceMembership(change),
};
