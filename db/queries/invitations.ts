/** Invitations: listing them, and the rows that a decision about one reads under the organization's lock. */
import { and, asc, count, eq, gt } from "drizzle-orm";
import { all, type Engine, lock, one, type Query, rows } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { CallerAndTarget } from "@/lib/session/caller";
import type { InvitedAddress, PresentedInvitation } from "@/lib/session/organizations/invitation";
import type { InvitationRecord, OrganizationId } from "@/lib/session/organizations/organization-records";
import type { CallerKey } from "./caller-reads";
import { membershipOf } from "./organizations";
import { sessionWithUser } from "./sessions";

const open = statement(({ db, param, invitations }) =>
  db
    .select()
    .from(invitations)
    .where(
      and(eq(invitations.organizationId, param("organizationId")), gt(invitations.expiresAt, param("now"))),
    )
    .orderBy(asc(invitations.createdAt), asc(invitations.id)),
);
const byId = statement(({ db, param, invitations }) =>
  db
    .select()
    .from(invitations)
    .where(and(eq(invitations.organizationId, param("organizationId")), eq(invitations.id, param("id")))),
);
const byAddress = statement(({ db, param, invitations }) =>
  db
    .select()
    .from(invitations)
    .where(
      and(eq(invitations.organizationId, param("organizationId")), eq(invitations.email, param("email"))),
    ),
);
const memberByAddress = statement(({ db, param, memberships, users }) =>
  db
    .select({ membership: memberships })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, param("organizationId")), eq(users.email, param("email")))),
);
const invitationCount = statement(({ db, param, invitations }) =>
  db
    .select({ count: count() })
    .from(invitations)
    .where(eq(invitations.organizationId, param("organizationId"))),
);
const organizationOf = statement(({ db, param, invitations }) =>
  db
    .select({ id: invitations.organizationId })
    .from(invitations)
    .where(eq(invitations.hash, param("hash"))),
);
const presented = statement(({ db, param, invitations, memberships, organizations, users }) =>
  db
    .select({
      invitation: invitations,
      organization: organizations,
      inviter: { role: memberships.role, disabledAt: users.disabledAt },
    })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .innerJoin(
      memberships,
      and(
        eq(memberships.organizationId, invitations.organizationId),
        eq(memberships.userId, invitations.invitedBy),
      ),
    )
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .where(eq(invitations.hash, param("hash"))),
);

/** What an organization has of an address. */
export function* loadInvitedAddress(organizationId: OrganizationId, email: string): Query<InvitedAddress> {
  const [invitation, member, total] = yield* all(
    one(byAddress, { organizationId, email }),
    one(memberByAddress, { organizationId, email }),
    one(invitationCount, { organizationId }),
  );
  return { invitation, membership: member?.membership ?? null, count: total?.count ?? 0 };
}

/** An invitation of an organization. */
export function loadInvitation(organizationId: OrganizationId, id: string): Query<InvitationRecord | null> {
  return one(byId, { organizationId, id });
}

/** The caller and the organization of an invitation, locked, with the invitation that has the secret's hash. */
export function* loadPresentedInvitation(
  { sessionId, userId }: CallerKey,
  hash: string,
): Query<CallerAndTarget<PresentedInvitation>> {
  const known = yield* one(organizationOf, { hash }); // an invitation never moves to another organization
  const organizationId = known?.id ?? "";
  const [, found, target, membership] = yield* all(
    lock({ of: "caller and organization", sessionId, userId, id: organizationId }),
    one(sessionWithUser, { id: sessionId }),
    one(presented, { hash }),
    one(membershipOf, { organizationId, userId }),
  );
  return {
    caller: found && { ...found, nameChanges: null },
    target: target && { ...target, membership },
  };
}

/** @returns the reads of invitations, as methods of `Database` */
export function createInvitationReads(engine: Engine) {
  return {
    /** @returns the open invitations of an organization, oldest first */
    async listInvitations(organizationId: OrganizationId, now: number): Promise<InvitationRecord[]> {
      return engine.run(rows(open, { organizationId, now }));
    },
  };
}
