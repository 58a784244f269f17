import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { hashToken, newId, newRefreshToken } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import type { Grant } from "@/lib/server/grant";
import { isFailure } from "@/lib/session/failure";
import type { UserRecord } from "@/lib/session/session";
import { decideSignIn } from "@/lib/session/sign-in";

/**
 * Signs a user in by the rule of every sign-in, but without a password to check, a message to the user or a limit.
 *
 * @param options.boundKey the thumbprint of the key that the session is bound to
 * @throws Error when the rule refuses the sign-in
 */
export async function openSessionWithoutPassword(
  user: UserRecord,
  from: Pick<ClientInfo, "browserId" | "device">,
  { rememberMe = false, boundKey = null }: { rememberMe?: boolean; boundKey?: string | null } = {},
): Promise<Grant> {
  const { limits, maxSessions } = config();
  const client: ClientInfo = {
    language: "en",
    ...from,
    knownUsers: [],
    attemptIds: [],
    signedInUsers: async () => [],
  };
  const refreshToken = newRefreshToken();
  const { outcome, now } = await database().changeAccount({ id: user.id }, (account, now) => {
    const command = {
      id: newId(),
      tokenHash: hashToken(refreshToken),
      browserId: from.browserId,
      rememberMe,
      authMethods: ["pwd"],
      device: from.device,
      boundKey,
      actor: actorOf(client, null),
      signedInUsers: [],
      verifiedHash: account?.user.passwordHash ?? "",
      knownBrowser: false,
    };
    return decideSignIn(account, command, now, { limits, maxSessions, unlimited: true });
  });
  if (isFailure(outcome)) throw new Error(outcome.code);
  return { user, session: outcome.session, refreshToken, authTime: now, now };
}
