/**
 * Deleting one's own account: asking for it, keeping the account after all, and the deletion itself once its time has come.
 */
import type { z } from "zod";
import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { hashToken, newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { changeAccountFor, claimOf } from "@/lib/server/for-caller";
import { isoTime } from "@/lib/server/iso-time";
import { newDeletionNotice, newNotice } from "@/lib/server/mail/notices";
import type { Principal } from "@/lib/server/sessions/sessions";
import { userView } from "@/lib/server/views";
import {
  decideDeleteAccount,
  decideKeepAccount,
  decideScheduleDeletion,
} from "@/lib/session/account/account-deletion";
import { decideForCaller } from "@/lib/session/caller";
import type { UserView } from "@/lib/session/contract";
import { type Failure, isFailure } from "@/lib/session/failure";
import type { deletionSchema } from "@/lib/session/view-schemas/account-data";

/** Accounts that one look for due ones finds. */
const BATCH = 100;

/** `DELETE /api/me` */
export type DeletionView = z.infer<typeof deletionSchema>;

/**
 * Schedules the deletion of the caller's account, and ends all of its sessions, this one included.
 *
 * @returns when the account is deleted; or `last_owner` with the organizations that would have no owner, `last_admin`, and
 *   the codes of `CallerFailure`
 */
export async function scheduleDeletion(
  principal: Principal,
  client: ClientInfo,
): Promise<DeletionView | Failure> {
  const { user, session } = principal;
  const command = { actor: actorOf(client, session), notice: newDeletionNotice(user, client) };
  const claim = claimOf(principal);
  const { outcome } = await database().changeAccountToDelete(claim, (found, now) =>
    decideForCaller(found, claim, now, (account, at) => decideScheduleDeletion(account, command, at)),
  );
  return isFailure(outcome) ? outcome : { deletionAt: isoTime(outcome.deletionAt) };
}

/** @returns the organizations that keep a user from deleting the account: those that would have no owner */
export async function listOrganizationsInNeed(userId: string): Promise<{ id: string; name: string }[]> {
  return (await database().listOwnedAlone(userId)).map(({ id, name }) => ({ id, name }));
}

/**
 * Keeps the caller's account, which was to be deleted.
 *
 * @returns the user; or the codes of `changeAccountFor`
 */
export async function keepAccount(principal: Principal, client: ClientInfo): Promise<UserView | Failure> {
  const { user, session } = principal;
  const command = { actor: actorOf(client, session), notice: newNotice("account_kept", user, client) };
  const outcome = await changeAccountFor(principal, { id: user.id }, (account, now) =>
    decideKeepAccount(account, command, now),
  );
  return isFailure(outcome) ? outcome : userView(outcome);
}

/**
 * Deletes the accounts that are due. Each is one transaction: it is deleted whole or not at all, and by one process if
 * several try at once.
 *
 * @param now milliseconds since the epoch
 * @returns how many this process has deleted
 */
export async function deleteDueAccounts(now: number): Promise<number> {
  const db = database();
  for (let deleted = 0; ; ) {
    const due = await db.listDueUsers(now, BATCH);
    for (const { id, email } of due) {
      const command = { pseudonym: `deleted-${newId()}`, addressHash: hashToken(email) };
      const { outcome } = await db.changeUserToDelete(id, (user, at) =>
        decideDeleteAccount(user, command, at),
      );
      if (outcome) deleted += 1;
    }
    // None of those found is due any more: each is deleted, here or elsewhere, or kept.
    if (due.length < BATCH) return deleted;
  }
}
