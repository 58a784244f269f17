/** The rows that the deletion of an account is decided on. */
import { all, lock, one, type Query, rows } from "@/db/engine/engine";
import type { AccountToDelete } from "@/lib/session/account-deletion";
import type { CallerAndTarget } from "@/lib/session/caller";
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
  const owned = memberships.filter(({ membership }) => membership.role === "owner");
  const others = yield* all(
    ...owned.map(({ organization: { id } }) => one(otherOwner, { organizationId: id, userId })),
  );
  const target: AccountToDelete = {
    ...account,
    organizations: memberships.map(({ organization }) => organization),
    ownedAlone: owned.filter((_, at) => others[at] === null).map(({ organization }) => organization),
    apiKeys,
    hasOtherAdmin: yield* hasOtherAdmin(account),
  };
  return { caller, target };
}

/** A user whose account is to be deleted now. The organizations are locked too: memberships go with the user. */
export function* loadUserToDelete(id: string): Query<UserRecord | null> {
  const [, user] = yield* all(lock({ of: "account and organizations", id }), one(userById, { id }));
  return user;
}
