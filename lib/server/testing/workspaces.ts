/** Workspaces for tests, and changes of members that another process makes. */
import path from "node:path";
import { postgres, sqlite } from "@/db/testing/engines";
import type {
  OrganizationRecord,
  OrganizationRole,
  WorkspaceRecord,
  WorkspaceRole,
} from "@/lib/session/organizations/organization-records";
import type { UserRecord } from "@/lib/session/session";
import type { Installation } from "./installation";
import { write } from "./organizations";

/**
 * Makes a workspace.
 *
 * @param name its slug and id too
 * @param members who are added to it
 */
export async function addWorkspace(
  app: Installation,
  { id: organizationId }: OrganizationRecord,
  name: string,
  members: [UserRecord, WorkspaceRole][] = [],
): Promise<WorkspaceRecord> {
  const workspace = { id: name, organizationId, name, slug: name, createdAt: app.now };
  await write(app, [{ kind: "insert-workspace", workspace }]);
  for (const [{ id: userId }, role] of members) {
    const membership = { organizationId, workspaceId: name, userId, role, joinedAt: app.now };
    await write(app, [{ kind: "save-workspace-membership", membership }]);
  }
  return workspace;
}

/** Runs SQL, as another process would. @returns the rows */
export async function runSql(app: Installation, sql: string): Promise<Record<string, unknown>[]> {
  const { databaseUrl } = app.config;
  if (databaseUrl.startsWith("postgres")) return postgres.query(databaseUrl, sql);
  return sqlite.query(`file:${path.resolve(app.root, databaseUrl.slice("file:".length))}`, sql);
}

export async function deleteMembership(app: Installation, { id }: UserRecord): Promise<void> {
  await runSql(app, `delete from memberships where user_id = '${id}'`);
}

export async function changeRole(
  app: Installation,
  { id }: UserRecord,
  role: OrganizationRole,
): Promise<void> {
  await runSql(app, `update memberships set role = '${role}' where user_id = '${id}'`);
}
