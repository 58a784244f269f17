/** Reads of organizations and memberships, and the rows that a change in an organization is decided on. */
import { and, eq, inArray, isNotNull, or, type SQL } from "drizzle-orm";
import { all, type Engine, lock, one, type Query, rows } from "@/db/engine/engine";
import { type QueryContext, statement } from "@/db/engine/statements";
import type { CallerAndTarget } from "@/lib/session/caller";
import type { SlugsInUse } from "@/lib/session/organizations/organization";
import type {
  FoundOrganization,
  OrganizationCaller,
  OrganizationClaim,
} from "@/lib/session/organizations/organization-access";
import type {
  MembershipRecord,
  OrganizationId,
  OrganizationRecord,
  OrganizationRole,
  WorkspaceRecord,
  WorkspaceRole,
} from "@/lib/session/organizations/organization-records";
import { workspaceRole } from "@/lib/session/organizations/workspace-role";
import type { CallerKey } from "./caller-reads";
import { usageOf } from "./rate-limits";
import { sessionWithUser } from "./sessions";
import { userColumns } from "./users";
import { isPlaceOf } from "./workspaces";

const organizationById = statement(({ db, param, organizations }) =>
  db
    .select()
    .from(organizations)
    .where(eq(organizations.id, param("organizationId"))),
);
const organizationBySlug = statement(({ db, param, organizations }) =>
  db
    .select()
    .from(organizations)
    .where(eq(organizations.slug, param("slug"))),
);
export const membershipOf = statement(({ db, param, memberships }) =>
  db
    .select()
    .from(memberships)
    .where(
      and(eq(memberships.organizationId, param("organizationId")), eq(memberships.userId, param("userId"))),
    ),
);
const keyWithMaker = statement(({ db, param, apiKeys, users }) =>
  db
    .select({ key: apiKeys, user: userColumns(users) })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.createdBy))
    .where(eq(apiKeys.id, param("keyId"))),
);
export const membershipsOf = statement(({ db, param, memberships, organizations }) =>
  db
    .select({ membership: memberships, organization: organizations })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(eq(memberships.userId, param("userId")))
    .orderBy(organizations.name, organizations.id),
);
const workspacesOf = statement((tools) => ownWorkspaces(tools));
const workspacesIn = statement((tools) =>
  ownWorkspaces(tools, eq(tools.memberships.organizationId, tools.param("organizationId"))),
);

/** Owners and admins are in every workspace; others in those they were added to. @param within narrows it */
function ownWorkspaces(tools: QueryContext, within?: SQL) {
  const { db, param, memberships, workspaces, workspaceMemberships } = tools;
  return db
    .select({ workspace: workspaces, organizationRole: memberships.role, addedAs: workspaceMemberships.role })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.organizationId, memberships.organizationId))
    .leftJoin(workspaceMemberships, isPlaceOf(tools))
    .where(
      and(
        eq(memberships.userId, param("userId")),
        within,
        or(inArray(memberships.role, ["owner", "admin"]), isNotNull(workspaceMemberships.role)),
      ),
    )
    .orderBy(workspaces.name, workspaces.id);
}

interface WorkspaceRow {
  workspace: WorkspaceRecord;
  organizationRole: OrganizationRole;
  addedAs: WorkspaceRole | null;
}

function withRole({ workspace, organizationRole, addedAs }: WorkspaceRow): OwnWorkspace[] {
  const role = workspaceRole(organizationRole, addedAs);
  return role ? [{ workspace, role }] : [];
}

/** A workspace that a user may work in, and the role there. */
export interface OwnWorkspace {
  workspace: WorkspaceRecord;
  role: WorkspaceRole;
}

function* loadCaller(claim: OrganizationClaim): Query<OrganizationCaller | null> {
  if (claim.kind === "session") {
    const found = yield* one(sessionWithUser, { id: claim.sessionId });
    return found && { ...found, key: null };
  }
  const found = yield* one(keyWithMaker, { keyId: claim.keyId });
  return found && { ...found, session: null };
}

/**
 * Locks the caller and the organization, then reads them with what the change is about.
 *
 * @param target reads the target; a query without the organization's id is a type error
 */
export function* loadOrganization<Target>(
  claim: OrganizationClaim,
  organizationId: OrganizationId,
  target: (organizationId: OrganizationId) => Query<Target>,
): Query<FoundOrganization<Target>> {
  const { userId } = claim;
  const sessionId = claim.kind === "session" ? claim.sessionId : null;
  const [, caller, organization, membership, changesMade, found] = yield* all(
    lock({ of: "caller and organization", sessionId, userId, id: organizationId }),
    loadCaller(claim),
    one(organizationById, { organizationId }),
    one(membershipOf, { organizationId, userId }),
    usageOf("organizationChange", userId),
    target(organizationId),
  );
  return { caller, organization, membership, changesMade, target: found };
}

/** The caller, locked, and those of the wanted slugs that are taken. */
export function* loadSlugsForCaller(
  { sessionId, userId }: CallerKey,
  slugs: string[],
): Query<CallerAndTarget<SlugsInUse>> {
  const [, found, created, ...namesakes] = yield* all(
    lock({ of: "caller and session", sessionId, userId, id: sessionId }),
    one(sessionWithUser, { id: sessionId }),
    usageOf("newOrganization", userId),
    ...slugs.map((slug) => one(organizationBySlug, { slug })),
  );
  const taken = namesakes.flatMap((namesake) => namesake?.slug ?? []);
  return { caller: found && { ...found, nameChanges: null }, target: { taken, created } };
}

/** The organization that has a slug. The owner is locked, so that two processes do not both find none. */
export function* loadSlugForOwner(ownerId: string, slug: string): Query<OrganizationRecord | null> {
  const [, namesake] = yield* all(lock({ of: "user", id: ownerId }), one(organizationBySlug, { slug }));
  return namesake;
}

/** The organization that has a slug; null when the slug is not to be changed. */
export function* loadNamesake(slug: string | undefined): Query<OrganizationRecord | null> {
  return slug === undefined ? null : yield* one(organizationBySlug, { slug });
}

/** @returns the reads of organizations, as methods of `Database` */
export function createOrganizationReads(engine: Engine) {
  return {
    /** @returns an organization and the place of a user in it; each null when there is none */
    async findMembership(
      organizationId: OrganizationId,
      userId: string,
    ): Promise<{ organization: OrganizationRecord | null; membership: MembershipRecord | null }> {
      const [organization, membership] = await engine.run(
        all(one(organizationById, { organizationId }), one(membershipOf, { organizationId, userId })),
      );
      return { organization, membership };
    },

    /** @returns the organizations of a user, by name */
    async listMemberships(
      userId: string,
    ): Promise<{ membership: MembershipRecord; organization: OrganizationRecord }[]> {
      return engine.run(rows(membershipsOf, { userId }));
    },

    /** @returns the workspaces a user may work in, in all organizations, by name, with the role there */
    async listWorkspacesOf(userId: string): Promise<OwnWorkspace[]> {
      return (await engine.run(rows(workspacesOf, { userId }))).flatMap(withRole);
    },

    /** @returns the same of one organization alone */
    async listWorkspacesIn(organizationId: OrganizationId, userId: string): Promise<OwnWorkspace[]> {
      return (await engine.run(rows(workspacesIn, { organizationId, userId }))).flatMap(withRole);
    },
  };
}
