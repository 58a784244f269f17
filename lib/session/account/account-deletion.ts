/**
 * Deleting an account: its user asks for it, has two weeks to think better of it, and then everything that is kept of them
 * is deleted. During these two weeks the user may sign in and look, and keep the account by a click of its own: a sign-in
 * alone changes nothing.
 */
import type { TargetAccount } from "@/lib/session/caller";
import type { Account, Actor, AuditEvent, Change, Decision } from "@/lib/session/decision";
import { noChange } from "@/lib/session/decision";
import { type Failure, fail } from "@/lib/session/failure";
import { keyEvent } from "@/lib/session/organizations/api-key";
import type { ApiKeyRecord, OrganizationRecord } from "@/lib/session/organizations/organization-records";
import { decideRevokeAll, NO_ACTOR } from "@/lib/session/revocation";
import type { UserRecord } from "@/lib/session/session";
import { voidOpenSignIns } from "./password-reset";

/** How long an account stays after its user has asked for its deletion. */
export const DELETION_GRACE_MS = 14 * 24 * 60 * 60 * 1000;

/** An account with what its deletion depends on; read under the locks of the user and of the user's organizations. */
export interface AccountToDelete extends TargetAccount {
  /** The user's organizations. */
  organizations: OrganizationRecord[];
  /** Those that would have no owner left. An owner who is disabled, or to be deleted, does not count. */
  ownedAlone: OrganizationRecord[];
  /** The keys that the user has made, in all organizations. */
  apiKeys: ApiKeyRecord[];
}

/**
 * Schedules the deletion of an account. All of its sessions end in the same instant, attempts and links that were begun are
 * void, and the API keys that its user has made are revoked: nothing acts for the user any more.
 *
 * @param account null when there is no such user
 * @param command.notice the message that tells the user until when the account can be kept
 * @returns outcome: when the account will be deleted, in milliseconds since the epoch; or `not_found`, `last_owner` with
 *   the organizations that would have no owner, `last_admin` for the only administrator
 */
export function decideScheduleDeletion(
  account: AccountToDelete | null,
  { actor, notice }: { actor: Actor; notice: (deletionAt: number, now: number) => Change },
  now: number,
): Decision<{ deletionAt: number } | Failure<"not_found" | "last_owner" | "last_admin">> {
  if (!account) return noChange(fail("not_found"));
  const { user, ownedAlone } = account;
  if (user.deletionAt !== null) return noChange({ deletionAt: user.deletionAt });
  if (ownedAlone.length > 0) {
    const organizations = ownedAlone.map(({ id, name }) => ({ id, name }));
    return noChange(fail("last_owner", { organizations }));
  }
  if (user.roles.includes("admin") && !account.hasOtherAdmin) return noChange(fail("last_admin"));

  const deletionAt = now + DELETION_GRACE_MS;
  const ended = decideRevokeAll(account, { keep: null, reason: "account_deletion", actor }, now);
  return {
    outcome: { deletionAt },
    changes: [
      { kind: "update-user", id: user.id, set: { deletionAt } },
      ...ended.changes,
      ...voidOpenSignIns(user, now),
      ...account.apiKeys.map(({ id }): Change => ({ kind: "delete-api-key", id })),
      notice(deletionAt, now),
    ],
    events: [
      event("deletion_scheduled", user, actor, now),
      ...ended.events,
      ...revokedKeys(account, actor, now),
    ],
  };
}

/**
 * Until the account is deleted, its user may look and sign out, and change nothing else: what they changed would go with the
 * account, or outlast it.
 *
 * @returns `deletion_scheduled` with the time; null for any other user
 */
export function refuseBeforeDeletion({
  deletionAt,
}: Pick<UserRecord, "deletionAt">): Failure<"deletion_scheduled"> | null {
  if (deletionAt === null) return null;
  return fail("deletion_scheduled", { deletionAt: new Date(deletionAt).toISOString() });
}

/**
 * Keeps an account that was to be deleted. Until it is deleted this is possible; once more it changes nothing.
 *
 * @param command.notice the message that tells the user
 * @returns outcome: the user as they are now; or `not_found`
 */
export function decideKeepAccount(
  account: Pick<Account, "user"> | null,
  { actor, notice }: { actor: Actor; notice: (now: number) => Change },
  now: number,
): Decision<UserRecord | Failure<"not_found">> {
  if (!account) return noChange(fail("not_found"));
  const { user } = account;
  if (user.deletionAt === null) return noChange(user);
  return {
    outcome: { ...user, deletionAt: null },
    changes: [{ kind: "update-user", id: user.id, set: { deletionAt: null } }, notice(now)],
    events: [event("account_kept", user, actor, now)],
  };
}

/**
 * Deletes an account whose time has come, with everything that is kept of its user. What the audit log keeps names a
 * pseudonym instead, which leads back to no user.
 *
 * @param user as it is now, under lock; null when another process has deleted it
 * @param command.pseudonym a new random id
 * @param command.addressHash what attempts at the user's address are counted under
 * @returns outcome: whether it is deleted now; false also for a user who has kept the account in the meantime
 */
export function decideDeleteAccount(
  user: UserRecord | null,
  { pseudonym, addressHash }: { pseudonym: string; addressHash: string },
  now: number,
): Decision<boolean> {
  if (!user || user.deletionAt === null || now < user.deletionAt) return noChange(false);
  return {
    outcome: true,
    changes: [{ kind: "delete-user", user: { id: user.id, email: user.email }, pseudonym, addressHash }],
    events: [
      {
        name: "account_deleted",
        at: now,
        userId: pseudonym,
        sessionId: null,
        actor: NO_ACTOR,
        reason: null,
      },
    ],
  };
}

/** @returns the events of the keys that go, each listed in the user's activity */
function revokedKeys({ organizations, apiKeys }: AccountToDelete, actor: Actor, now: number): AuditEvent[] {
  return apiKeys.flatMap((apiKey) => {
    const organization = organizations.find(({ id }) => id === apiKey.organizationId);
    return organization ? keyEvent("api_key_revoked", apiKey, organization, actor, now) : [];
  });
}

function event(
  name: "deletion_scheduled" | "account_kept",
  { id }: UserRecord,
  actor: Actor,
  at: number,
): AuditEvent {
  return { name, at, userId: id, sessionId: null, actor, reason: null };
}
