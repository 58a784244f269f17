/** The rows that the deletion of an account is decided on. */
import { all, lock, one, type Query, rows } from "@/db/engine/engine";
import type { AccountToDelete } from "@/lib/session/account/account-deletion";
import type { CallerAndTarget } from "@/lib/session/caller";
import type { OwnMembership } from "@/lib/session/organizations/organization";
import type { OrganizationRecord } from "@/lib/session/organizations/organization-records";
import type { UserRecord } from "@/lib/session/session";
import { loadApiKeysOf } from "./api-keys";
import { type CallerKey, hasOtherAdmin } from "./caller-reads";
import { accountById } from "./locked-reads";
import { otherOwner } from "./members";
import { membershipsOf } from "./organizations";
import { sessionWithUser } from "./sessions";
import { userById } from "./users";

/** The caller's own account with the organizations that depend on it: no owner comes or goes meanwhile. */
export function* loadAccountToDelete({
  sessionId,
  userId,
}: CallerKey): Query<CallerAndTarget<AccountToDelete>> {
  const [, found, account, memberships, apiKeys] = yield* all(
    lock({ of: "account and organizations", id: userId }),
    one(sessionWithUser, { id: sessionId }),
    accountById(userId),
    rows(membershipsOf, { userId }),
    loadApiKeysOf(userId),
  );
  const caller = found && { ...found, nameChanges: null };
  if (!account) return { caller, target: null };
  const target: AccountToDelete = {
    ...account,
    organizations: memberships.map(({ organization }) => organization),
    ownedAlone: yield* withoutOtherOwner(userId, memberships),
    apiKeys,
    hasOtherAdmin: yield* hasOtherAdmin(account),
  };
  return { caller, target };
}

function* withoutOtherOwner(userId: string, memberships: OwnMembership[]): Query<OrganizationRecord[]> {
  const owned = memberships.filter(({ membership }) => membership.role === "owner");
  const others = yield* all(
    ...owned.map(({ organization: { id } }) => one(otherOwner, { organizationId: id, userId })),
  );
  return owned.filter((_, at) => others[at] === null).map(({ organization }) => organization);
}

/** The organizations that would have no owner without a user. */
export function* loadOwnedAlone(userId: string): Query<OrganizationRecord[]> {
  return yield* withoutOtherOwner(userId, yield* rows(membershipsOf, { userId }));
}

/** A user whose account is to be deleted now. The organizations are locked too: memberships go with the user. */
export function* loadUserToDelete(id: string): Query<UserRecord | null> {
  const [, user] = yield* all(lock({ of: "account and organizations", id }), one(userById, { id }));
  return user;
}
