/** Sign-out by refresh token, judged like a refresh: a token from before a password change ends no session. */
import { type Actor, type Decision, type Family, noChange } from "./decision";
import { classify, type RefreshPolicy } from "./refresh";
import { decideRevoke } from "./revocation";

/**
 * Decides a sign-out. Every token of a living session ends it, except one below the minimum generation. After a
 * password change the holder of such a token has no access, and may be the thief the user wanted to lock out.
 *
 * @param family the presented token with its session, or null when its hash is unknown
 * @returns outcome: whether there was a session that this token may end
 */
export function decideSignOut(
  family: Family | null,
  actor: Actor,
  now: number,
  policy: Pick<RefreshPolicy, "grace">,
): Decision<{ found: boolean }> {
  if (classify(family, now, policy).name === "barred") return noChange({ found: false });
  return decideRevoke(family?.session ?? null, { reason: "signed_out", actor }, now);
}
