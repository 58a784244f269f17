/** Organizations for tests: made without a request, with the members that a test needs. */
import path from "node:path";
import { sqlite } from "@/db/testing/engines";
import { hashToken } from "@/lib/server/crypto";
import type { OrganizationAccess } from "@/lib/server/organizations/access";
import type { Grant } from "@/lib/server/sessions/grant";
import type { Change } from "@/lib/session/decision";
import type {
  ApiKeyScope,
  MembershipRecord,
  OrganizationId,
  OrganizationRecord,
  OrganizationRole,
} from "@/lib/session/organizations/organization-records";
import type { UserRecord } from "@/lib/session/session";
import type { Installation } from "./installation";

/**
 * Makes an organization.
 *
 * @param name its slug and id too
 * @param members who joined one second after the other, in this order
 */
export async function addOrganization(
  app: Installation,
  name: string,
  members: [UserRecord, OrganizationRole][],
): Promise<OrganizationRecord> {
  const id = name as OrganizationId;
  const organization = { id, name, slug: name, primaryColor: null, createdAt: app.now };
  await write(app, [{ kind: "insert-organization", organization }]);
  for (const [at, [user, role]] of members.entries())
    await addMember(app, organization, user, { role, joinedAt: app.now + at * 1000 });
  return organization;
}

export async function addMember(
  app: Installation,
  { id: organizationId }: OrganizationRecord,
  { id: userId }: UserRecord,
  { role = "member", joinedAt = app.now }: Partial<MembershipRecord> = {},
): Promise<void> {
  await write(app, [{ kind: "insert-membership", membership: { organizationId, userId, role, joinedAt } }]);
}

/** Writes rows without a rule. */
export async function write(app: Installation, changes: Change[]): Promise<void> {
  await app.db.changeAccount({ id: "" }, () => ({ outcome: null, changes, events: [] }));
}

/** A member as an endpoint admits them, with the role they have now. */
export async function accessOf(
  app: Installation,
  { user, session, authTime, now }: Grant,
  organizationId: OrganizationId,
): Promise<OrganizationAccess> {
  const { organization, membership } = await app.db.findMembership(organizationId, user.id);
  if (!organization || !membership) throw new Error(`${user.name} is no member`);
  const { minGeneration } = session;
  const claim = { kind: "session" as const, sessionId: session.id, userId: user.id, minGeneration };
  return { user, session, key: null, organization, membership, claim, authTime, now };
}

/** What one organization has of each kind. */
export interface Belongings {
  workspaceId: string;
  invitationId: string;
  keyId: string;
}

/**
 * Gives an organization a workspace, an invitation and API keys, which its owner has made. On SQLite.
 *
 * @param options.members the users who are members of the workspace
 * @param options.keys the keys by their scope
 */
export async function addBelongings(
  app: Installation,
  { id }: OrganizationRecord,
  options: { ownerId: string; members: string[]; keys: Record<ApiKeyScope, string> },
): Promise<Belongings> {
  const { ownerId, members, keys } = options;
  const ids = {
    workspaceId: `workspace-${id}`,
    invitationId: `invitation-${id}`,
    // By its scope, as all keys here.
    keyId: `read-${id}`,
  };
  const end = app.now + 1_000_000_000;
  const inserts = [
    `workspaces (id, organization_id, name, slug, created_at)
      values ('${ids.workspaceId}', '${id}', 'Lab', 'lab', 0)`,
    ...members.map(
      (userId) => `workspace_memberships (organization_id, workspace_id, user_id, role, joined_at)
        values ('${id}', '${ids.workspaceId}', '${userId}', 'member', 0)`,
    ),
    `invitations (id, organization_id, email, role, hash, invited_by, created_at, expires_at)
      values ('${ids.invitationId}', '${id}', 'eve@example.com', 'member', '${id}', '${ownerId}', 0, ${end})`,
    ...Object.entries(keys).map(
      ([
        scope,
        key,
      ]) => `api_keys (id, organization_id, created_by, name, prefix, hash, scope, created_at, expires_at)
        values ('${scope}-${id}', '${id}', '${ownerId}', 'Key', 'key_', '${hashToken(key)}', '${scope}', 0, ${end})`,
    ),
  ];
  const url = `file:${path.join(app.root, "data", "latchkey.db")}`;
  for (const insert of inserts) await sqlite.query(url, `insert into ${insert}`);
  return ids;
}
