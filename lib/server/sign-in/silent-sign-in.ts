/** Asking the identity provider without a screen, and going on with the session of this browser by its answer. */

import type { ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { hashToken, newId, sealSecret } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { newAuthorizationRequest } from "@/lib/server/identity-provider/authorization";
import { exchangeCode } from "@/lib/server/identity-provider/code-exchange";
import { openState, spendState } from "@/lib/server/identity-provider/state";
import { addressKey, consume } from "@/lib/server/rate-limit";
import type { Grant } from "@/lib/server/sessions/grant";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { SessionRecord } from "@/lib/session/session";
import { decideSilentSignIn, refuseRenewal } from "@/lib/session/sign-in/silent-sign-in";
import { validation } from "@/lib/texts/en/validation";
import { attemptPolicy, isKnownBrowser, newOpening } from "./new-session";

/** What the provider sent to our page in the frame. */
export interface SilentAnswer {
  state: string;
  code?: string | undefined;
  iss?: string | undefined;
  error?: string | undefined;
}

/**
 * Makes the request for a hidden frame (OpenID Connect Core 1.0, section 3.1.2.1, `prompt=none`).
 *
 * @param refreshToken of this browser's active session, which may have reached a limit
 * @returns its address; or `not_authenticated`, `session_revoked` with the reason, `login_required` for a session that
 *   came from no provider or another one, `rate_limited` with the seconds to wait
 * @throws ProviderUnavailable while the provider is away
 */
export async function startSilentSignIn(
  refreshToken: string,
  { browserId, device }: ClientInfo,
): Promise<{ url: string } | Failure> {
  const earlier = await findEarlier(refreshToken);
  if (isFailure(earlier)) return earlier;
  const blocked = await consume({ limit: "attempt", key: addressKey(device.ipAddress) });
  if (blocked) return blocked.failure;
  const { id: sessionId, rememberMe } = earlier;
  const wish = { kind: "silent", browserId, sessionId, returnTo: "", rememberMe } as const;
  const { url } = await newAuthorizationRequest(wish, silentUri(), { prompt: "none" });
  return { url };
}

/**
 * Takes the provider's answer. Its state works once, in the browser that asked, for two minutes and for the session that
 * asked (RFC 9700, section 4.7).
 *
 * @returns the grant; or `invalid_request` for a state that is not good, `login_required` for every error of the provider,
 *   when a second factor is due, and in a browser without the session's key, `session_mismatch` when the provider or the
 *   browser names another user, `not_authenticated`, `session_revoked`, `account_disabled`, `rate_limited`
 * @throws ProviderUnavailable while the provider is away
 */
export async function finishSilentSignIn(
  { error, ...answer }: SilentAnswer,
  refreshToken: string,
  client: ClientInfo,
): Promise<Grant | Failure> {
  const state = await openState(answer.state, "silent", client.browserId);
  if (!state || !(await spendState(state)))
    return fail("invalid_request", {
      issues: [{ path: "state", message: validation.otherAnswer }],
    });
  const earlier = await findEarlier(refreshToken);
  if (isFailure(earlier)) return earlier;
  if (earlier.id !== state.sessionId) return fail("session_mismatch");
  if (error !== undefined || answer.code === undefined) return fail("login_required");
  const parameters = Object.entries(answer).filter(([, value]) => value !== undefined) as [string, string][];
  const found = await exchangeCode(state, new URLSearchParams(parameters), silentUri());
  if ("refusal" in found) return fail("login_required");

  const { issuer, subject, sid, idToken } = found;
  const { browserId, signal } = client;
  const { opening, refreshToken: issued } = await newOpening(
    client,
    await isKnownBrowser(earlier.userId, client),
  );
  const sealedIdToken = sealSecret(idToken, config().secrets);
  const asksForKey = config().deviceBinding !== "off";
  const command = { issuer, subject, sid, sealedIdToken, signInId: newId(), asksForKey, opening };
  const key = { issuer, subject, email: null, browserId, signal, sessionId: earlier.id };
  const { outcome, now } = await database().changeProviderUser(key, (rows, now) =>
    decideSilentSignIn(rows ?? { identity: null, found: null }, earlier, command, now, attemptPolicy()),
  );
  if (isFailure(outcome)) return outcome;
  const { user, session } = outcome;
  return { user, session, refreshToken: issued, authTime: session.authenticatedAt, now };
}

/** Finds the session of a token, if it came from our provider. */
async function findEarlier(refreshToken: string): Promise<SessionRecord | Failure> {
  const db = database();
  const [found, now] = await Promise.all([db.findByToken(hashToken(refreshToken)), db.now()]);
  if (!found || found.token.generation < found.session.minGeneration) return fail("not_authenticated");
  const { session } = found;
  const refusal = refuseRenewal(session, now);
  if (refusal) return refusal;
  const signIn = await db.findProviderSignIn(session.id);
  if (signIn?.issuer !== config().identityProvider?.issuer || !signIn) return fail("login_required");
  return session;
}

/** @returns where the provider sends the hidden frame; never made from a request */
function silentUri(): string {
  return `${config().origin}/embed/silent`;
}
