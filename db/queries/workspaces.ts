/** Workspaces and their members: reads, and the writes of a decision. Each query names the organization too. */
import { and, count, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import { all, type Engine, one, type Query, rows, write } from "@/db/engine/engine";
import { type QueryContext, statement } from "@/db/engine/statements";
import type {
  OrganizationId,
  WorkspaceMembershipRecord,
  WorkspaceRecord,
} from "@/lib/session/organizations/organization-records";
import type {
  WorkspaceMemberToChange,
  WorkspacePlace,
  WorkspacesInUse,
  WorkspaceToDelete,
} from "@/lib/session/organizations/workspace";
import { insertInto, insertStatement } from "./row-writes";

const workspaceById = statement((tools) =>
  tools.db.select().from(tools.workspaces).where(isWorkspace(tools)),
);
const workspaceBySlug = statement(({ db, param, workspaces }) =>
  db
    .select()
    .from(workspaces)
    .where(and(eq(workspaces.organizationId, param("organizationId")), eq(workspaces.slug, param("slug")))),
);
const workspaceCount = statement(({ db, param, workspaces }) =>
  db
    .select({ count: count() })
    .from(workspaces)
    .where(eq(workspaces.organizationId, param("organizationId"))),
);
const placeOf = statement((tools) =>
  places(tools).where(
    and(
      eq(tools.memberships.organizationId, tools.param("organizationId")),
      eq(tools.memberships.userId, tools.param("userId")),
    ),
  ),
);
const members = statement((tools) => places(tools).where(isInWorkspace(tools)));
const memberPage = statement((tools) =>
  places(tools)
    .where(isInWorkspace(tools))
    .orderBy(tools.memberships.joinedAt, tools.memberships.userId)
    .limit(sql.placeholder("limit"))
    .offset(sql.placeholder("offset")),
);

const insertWorkspaceRow = insertStatement(({ workspaces }) => workspaces);
const deleteById = statement((tools) => tools.db.delete(tools.workspaces).where(isWorkspace(tools)));
const upsertMembership = statement(({ db, workspaceMemberships }) =>
  insertInto(db, workspaceMemberships).onConflictDoUpdate({
    target: [workspaceMemberships.workspaceId, workspaceMemberships.userId],
    set: { role: sql`excluded.role` },
  }),
);
const deleteMembership = statement(({ db, param, workspaceMemberships: table }) =>
  db
    .delete(table)
    .where(
      and(
        eq(table.organizationId, param("organizationId")),
        eq(table.workspaceId, param("workspaceId")),
        eq(table.userId, param("userId")),
      ),
    ),
);

function isWorkspace({ param, workspaces }: QueryContext) {
  return and(eq(workspaces.organizationId, param("organizationId")), eq(workspaces.id, param("workspaceId")));
}

/** Owners and admins of the organization are in every workspace. */
function isInWorkspace({ memberships, param, workspaceMemberships }: QueryContext) {
  return and(
    eq(memberships.organizationId, param("organizationId")),
    or(inArray(memberships.role, ["owner", "admin"]), isNotNull(workspaceMemberships.role)),
  );
}

/** Members of the organization, each with their place in one workspace. */
function places({ db, param, memberships, users, workspaceMemberships }: QueryContext) {
  const { organizationId, userId, role, joinedAt } = memberships;
  const user = { id: users.id, name: users.name, email: users.email };
  const { role: addedAs, joinedAt: addedAt } = workspaceMemberships;
  return db
    .select({ organizationId, userId, role, joinedAt, user, addedAs, addedAt })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(
      workspaceMemberships,
      and(
        eq(workspaceMemberships.workspaceId, param("workspaceId")),
        eq(workspaceMemberships.organizationId, memberships.organizationId),
        eq(workspaceMemberships.userId, memberships.userId),
      ),
    );
}

/** Joins the place that a member was given in a workspace; none for one who was not added. */
export function isPlaceOf({
  memberships,
  workspaces,
  workspaceMemberships,
}: Pick<QueryContext, "memberships" | "workspaces" | "workspaceMemberships">) {
  return and(
    eq(workspaceMemberships.workspaceId, workspaces.id),
    eq(workspaceMemberships.userId, memberships.userId),
  );
}

interface WorkspaceKey {
  organizationId: OrganizationId;
  workspaceId: string;
}

/** Those of the wanted slugs that are taken, and how many workspaces there are. */
export function* loadWorkspacesInUse(
  organizationId: OrganizationId,
  slugs: string[],
): Query<WorkspacesInUse> {
  const [total, ...namesakes] = yield* all(
    one(workspaceCount, { organizationId }),
    ...slugs.map((slug) => one(workspaceBySlug, { organizationId, slug })),
  );
  return { count: total?.count ?? 0, taken: namesakes.flatMap((namesake) => namesake?.slug ?? []) };
}

function loadWorkspace(key: WorkspaceKey): Query<WorkspaceRecord | null> {
  return one(workspaceById, { ...key });
}

/** A workspace with the users who may work in it. The organization is locked. */
export function* loadWorkspaceToDelete(key: WorkspaceKey): Query<WorkspaceToDelete | null> {
  const [workspace, found] = yield* all(loadWorkspace(key), rows(members, { ...key }));
  return workspace && { workspace, memberIds: found.map(({ userId }) => userId) };
}

/** A workspace with the places of two members in it: the caller's, and that of the member a change is about. */
export function* loadWorkspaceMember(
  key: WorkspaceKey,
  { callerId, userId }: { callerId: string; userId: string },
): Query<WorkspaceMemberToChange> {
  const [workspace, caller, target] = yield* all(
    loadWorkspace(key),
    one(placeOf, { ...key, userId: callerId }),
    one(placeOf, { ...key, userId }),
  );
  return { workspace, caller, target };
}

/** Writes a new workspace. */
export const insertWorkspace = (workspace: WorkspaceRecord): Query<number> => insertWorkspaceRow(workspace);

/** Deletes a workspace with its memberships, as a part of a decision. */
export const deleteWorkspace = ({ organizationId, workspaceId }: WorkspaceKey): Query<number> =>
  write(deleteById, { organizationId, workspaceId });

/** Adds a member, or changes the role of one who is there; `joinedAt` stays. */
export const saveWorkspaceMembership = (membership: WorkspaceMembershipRecord): Query<number> =>
  write(upsertMembership, { ...membership });

/** Takes a member out of a workspace, as a part of a decision. */
export const deleteWorkspaceMembership = ({
  organizationId,
  workspaceId,
  userId,
}: WorkspaceKey & { userId: string }): Query<number> =>
  write(deleteMembership, { organizationId, workspaceId, userId });

/** @returns the reads of workspaces, as methods of `Database` */
export function createWorkspaceReads(engine: Engine) {
  return {
    /** @returns a workspace, and the place of a member of the organization in it; each null when there is none */
    async findWorkspace(
      key: WorkspaceKey,
      userId: string,
    ): Promise<{ workspace: WorkspaceRecord | null; place: WorkspacePlace | null }> {
      const [workspace, place] = await engine.run(all(loadWorkspace(key), one(placeOf, { ...key, userId })));
      return { workspace, place };
    },

    /**
     * Reads a page of those who may work in a workspace, in the order in which they joined the organization.
     *
     * @param page counts from 1
     */
    async listWorkspaceMembers(key: WorkspaceKey, page: number, pageSize: number): Promise<WorkspacePlace[]> {
      return engine.run(rows(memberPage, { ...key, limit: pageSize, offset: (page - 1) * pageSize }));
    },
  };
}
