import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { userLimitPolicy } from "@/lib/server/rate-limit";
import type { Grant } from "@/lib/server/sessions/grant";
import { rotateWith } from "@/lib/server/sessions/refresh";
import type { Principal } from "@/lib/server/sessions/sessions";
import type { Failure } from "@/lib/session/failure";
import { type ActiveChoice, decideActiveOrganization } from "@/lib/session/organizations/active-organization";

/**
 * Chooses the organization or the workspace that a session works in, and rotates its refresh token: the new access token
 * names the choice. Another organization clears the workspace.
 *
 * @param presented the refresh token from the cookie; it must belong to the principal's session
 * @returns the grant; or `not_found` for an organization the user is no member of, or a workspace of the active
 *   organization the user is not in; `session_mismatch` for a token of another session, and the codes of `refresh`
 */
export async function chooseActive(
  { session }: Principal,
  presented: string,
  choice: ActiveChoice,
  client: ClientInfo,
): Promise<Grant | Failure> {
  const policy = { ...config().refresh, ...userLimitPolicy() };
  const options = { account: policy.reuseResponse === "user", choice };
  const own = { sessionId: session.id, choice, actor: actorOf(client, session) };
  return rotateWith(presented, client, (hash, command, reading) =>
    database().changeActiveOrganization(hash, { ...options, ...reading }, (found, now) =>
      decideActiveOrganization(found, { ...own, ...command }, now, policy),
    ),
  );
}
