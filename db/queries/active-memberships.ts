/** The membership that a session works under: organization, role, and the workspace in it. */
import { and, eq, isNull } from "drizzle-orm";
import { type Engine, one, type Query, rows } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import {
  type ActiveChoice,
  type ActiveMembership,
  type ChosenMembership,
  toActiveMembership,
} from "@/lib/session/organizations/active-organization";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import { type FamilyKey, loadFamily } from "./locked-reads";
import { isPlaceOf } from "./workspaces";

const membershipWithWorkspace = statement((tools) => {
  const { db, param, memberships, organizations, workspaces, workspaceMemberships } = tools;
  return db
    .select({
      organization: organizations,
      role: memberships.role,
      workspace: workspaces,
      addedAs: workspaceMemberships.role,
    })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .leftJoin(
      workspaces,
      and(eq(workspaces.id, param("workspaceId")), eq(workspaces.organizationId, organizations.id)),
    )
    .leftJoin(workspaceMemberships, isPlaceOf(tools))
    .where(
      and(eq(memberships.organizationId, param("organizationId")), eq(memberships.userId, param("userId"))),
    );
});

const activeOrganizations = statement(({ db, param, memberships, organizations, sessions }) =>
  db
    .select({ sessionId: sessions.id, name: organizations.name })
    .from(sessions)
    .innerJoin(
      memberships,
      and(eq(memberships.organizationId, sessions.organizationId), eq(memberships.userId, sessions.userId)),
    )
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(and(eq(sessions.userId, param("userId")), isNull(sessions.endedAt))),
);

/** A user, an organization, and a workspace that may be none of its own. */
interface MembershipKey {
  userId: string;
  organizationId: OrganizationId;
  workspaceId: string | null;
}

function* loadMembership(key: MembershipKey): Query<ActiveMembership | null> {
  return toActiveMembership(yield* one(membershipWithWorkspace, { ...key }));
}

/** The rows of a presented token, locked, and the membership that a choice is about. */
export function* loadChosenMembership(key: FamilyKey, choice: ActiveChoice): Query<ChosenMembership | null> {
  const family = yield* loadFamily(key);
  if (!family) return null;
  const { userId, organizationId, workspaceId } = { ...family.session, ...choice };
  const place = organizationId && { userId, organizationId, workspaceId };
  return { family, membership: place ? yield* loadMembership(place) : null };
}

/** @returns the reads of active memberships, as methods of `Database` */
export function createActiveMembershipReads(engine: Engine) {
  return {
    /** @returns the membership as it is now, with the workspace if the member may work there; null for no member */
    async findMembershipWithWorkspace(key: MembershipKey): Promise<ActiveMembership | null> {
      return engine.run(loadMembership(key));
    },

    /** @returns the name of the organization that each living session of a user works in, as the memberships are now */
    async listActiveOrganizations(userId: string): Promise<{ sessionId: string; name: string }[]> {
      return engine.run(rows(activeOrganizations, { userId }));
    },
  };
}
