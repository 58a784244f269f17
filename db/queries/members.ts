/** Members of an organization: reads, and the writes of a decision about one. */
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { all, type Engine, one, type Query, rows } from "@/db/engine/engine";
import { type QueryContext, statement } from "@/db/engine/statements";
import type { Member, MemberToChange } from "@/lib/session/organizations/member";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";

/** A page of members, in the order in which they joined: a range of one index. */
export const memberPage = statement((tools) =>
  membersWithUsers(tools)
    .where(eq(tools.memberships.organizationId, tools.param("organizationId")))
    .orderBy(tools.memberships.joinedAt, tools.memberships.userId)
    .limit(sql.placeholder("limit"))
    .offset(sql.placeholder("offset")),
);
const memberIds = statement(({ db, memberships, param }) =>
  db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(eq(memberships.organizationId, param("organizationId"))),
);
const memberById = statement((tools) => membersWithUsers(tools).where(isMember(tools)));
/** One who is not disabled, and whose account is not to be deleted. */
export const otherOwner = statement(({ db, param, memberships, users }) =>
  db
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.organizationId, param("organizationId")),
        eq(memberships.role, "owner"),
        ne(memberships.userId, param("userId")),
        isNull(users.disabledAt),
        isNull(users.deletionAt),
      ),
    )
    .limit(1),
);

export const updateMembership = statement((tools) =>
  tools.db
    .update(tools.memberships)
    .set({ role: tools.param("role") })
    .where(isMember(tools)),
);
/** Foreign keys delete the member's workspace memberships, invitations and API keys. */
export const deleteMembership = statement((tools) =>
  tools.db.delete(tools.memberships).where(isMember(tools)),
);
export const withdrawInvitations = statement(({ db, param, invitations }) =>
  db
    .delete(invitations)
    .where(
      and(
        eq(invitations.organizationId, param("organizationId")),
        eq(invitations.invitedBy, param("invitedBy")),
        eq(invitations.role, param("role")),
      ),
    ),
);

function membersWithUsers({ db, memberships, users }: QueryContext) {
  const { organizationId, userId, role, joinedAt } = memberships;
  const user = { id: users.id, name: users.name, email: users.email };
  return db
    .select({ organizationId, userId, role, joinedAt, user })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId));
}

function isMember({ memberships, param }: QueryContext) {
  return and(
    eq(memberships.organizationId, param("organizationId")),
    eq(memberships.userId, param("userId")),
  );
}

/** The users who are members of an organization. The organization is locked: none comes or goes meanwhile. */
export function* loadMemberIds(organizationId: OrganizationId): Query<string[]> {
  return (yield* rows(memberIds, { organizationId })).map(({ userId }) => userId);
}

/** Reads the member a change is about. Run it under the lock of the organization. */
export function* loadMemberToChange(organizationId: OrganizationId, userId: string): Query<MemberToChange> {
  const values = { organizationId, userId };
  const [member, other] = yield* all(one(memberById, values), one(otherOwner, values));
  return { member, hasOtherOwner: other !== null };
}

/** @returns the reads of members, as methods of `Database` */
export function createMemberReads(engine: Engine) {
  return {
    /**
     * Reads a page of an organization's members, those who joined first at the top.
     *
     * @param page counts from 1
     */
    async listMembers(organizationId: OrganizationId, page: number, pageSize: number): Promise<Member[]> {
      return engine.run(rows(memberPage, { organizationId, limit: pageSize, offset: (page - 1) * pageSize }));
    },
  };
}
