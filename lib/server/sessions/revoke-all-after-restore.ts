/**
 * Ends every session after a backup was restored. The backup may contain sessions that were ended since, and refresh
 * tokens that were used since. Sessions opened after the backup are unknown to it, and therefore refused.
 */

import { database } from "@/lib/server/database";
import { OPERATOR } from "@/lib/session/admin/account-management";
import { decideRevokeAll } from "@/lib/session/revocation";

const PAGE_SIZE = 200;

/**
 * Ends every session, as an administrator does. If it is interrupted, run it again.
 *
 * @returns how many sessions were alive, of how many users, and the time of the last audit event in the backup
 */
export async function revokeAllAfterRestore(): Promise<{
  sessions: number;
  users: number;
  knownUntil: number | null;
}> {
  const db = database();
  const knownUntil = await db.lastEventAt();
  let sessions = 0;
  let users = 0;
  for (let after = ""; ; ) {
    const page = await db.listSignedIn(after, PAGE_SIZE);
    for (const id of page) {
      const { outcome } = await db.changeAccount({ id }, (account, now) =>
        decideRevokeAll(account, { keep: null, reason: "admin", actor: OPERATOR }, now),
      );
      sessions += outcome.revoked;
      users += outcome.revoked > 0 ? 1 : 0;
    }
    const last = page.at(-1);
    if (!last) return { sessions, users, knownUntil };
    after = last;
  }
}
