/**
 * After a backup was restored. It does not know what has been ended since it was made, nor how far each session has been
 * renewed: none that it takes for alive is certain to be, so every one of them ends. What was opened since is unknown to
 * it, and refused by that.
 */
import type { Actor } from "@/lib/session/decision";
import { decideRevokeAll } from "@/lib/session/revocation";
import { database } from "./database";

const PAGE = 200;
/** Whoever runs the command is no user. */
const OPERATOR: Actor = { userId: null, sessionId: null, ipAddress: null, device: null };

/**
 * Ends every session there is, as an administrator does. Cut short, it is run again.
 *
 * @returns how many were alive, of how many users, and when the last thing happened that the backup knows of
 */
export async function endAllInDoubt(): Promise<{
  sessions: number;
  users: number;
  knownUntil: number | null;
}> {
  const db = database();
  const knownUntil = await db.lastEventAt();
  let sessions = 0;
  let users = 0;
  for (let after = ""; ; ) {
    const page = await db.listSignedIn(after, PAGE);
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
