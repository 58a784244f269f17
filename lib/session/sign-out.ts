/**
 * Sign-out by refresh token, judged like a refresh: a token from before a password change ends nothing.
 */
import { type Actor, type Decision, type Family, noChange } from "./decision";
import { classify, type RefreshPolicy } from "./refresh";
import { decideRevoke } from "./revocation";

/**
 * Decides a sign-out. Every token of a living session ends it, except one below the minimum generation: a password
 * change has shut its holder out, who may be the reason for that change.
 *
 * @param family the presented token with its session, or null when its hash is unknown
 * @returns outcome: whether there was a session this token may end
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
