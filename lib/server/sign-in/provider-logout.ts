/** Sign-outs that reach an identity provider, and those that come from it. */
import * as oidc from "openid-client";
import { config } from "@/lib/server/config";
import { openSecret } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { readLogoutToken } from "@/lib/server/identity-provider/logout-token";
import { clientOf, getProvider } from "@/lib/server/identity-provider/provider";
import { type Failure, fail } from "@/lib/session/failure";
import { NO_ACTOR } from "@/lib/session/revocation";
import { decideProviderLogout } from "@/lib/session/sign-in/provider-logout";

/**
 * Ends what a logout token names, as `provider`.
 *
 * @returns null, also when it names nothing that we know; or `invalid_request` for a token that is not good, or was used
 *   before
 * @throws ProviderUnavailable when the provider's keys cannot be fetched
 */
export async function takeLogoutToken(token: string): Promise<Failure | null> {
  const named = await readLogoutToken(token);
  if (!named) return fail("invalid_request");
  const { outcome } = await database().endByProvider(named, (found, now) =>
    decideProviderLogout(found, NO_ACTOR, now),
  );
  return outcome.isFirstUse ? null : fail("invalid_request");
}

/** How long a user who signs out waits for a provider whose addresses are not known yet. */
const METADATA_TIMEOUT_MS = 2_000;

/**
 * Finds where a user goes to sign out at the provider as well (OpenID Connect RP-Initiated Logout 1.0, section 2). Asked
 * before the session ends.
 *
 * @param sessionIds sessions of this browser, the one that matters most first
 * @returns makes the address, once the user is signed out here; null when none of the sessions came from the provider
 */
export async function findProviderSignOut(
  sessionIds: string[],
): Promise<(() => Promise<string | null>) | null> {
  if (!config().identityProvider) return null;
  for (const sessionId of sessionIds) {
    const signIn = await database().findProviderSignIn(sessionId);
    if (signIn?.sealedIdToken)
      return () =>
        signOutAddress(signIn.issuer, openSecret(signIn.sealedIdToken ?? "", config().secrets)?.text ?? null);
  }
  return null;
}

/** @returns null for a provider that has no such address, that is away, or that is not the one of the sign-in */
async function signOutAddress(issuer: string, idToken: string | null): Promise<string | null> {
  const provider = await Promise.race([getProvider().catch(() => null), timeout()]);
  if (provider?.metadata.issuer !== issuer || !provider.metadata.end_session_endpoint) return null;
  const client = clientOf(provider, await database().now());
  return oidc.buildEndSessionUrl(client, {
    ...(idToken && { id_token_hint: idToken }),
    post_logout_redirect_uri: `${config().origin}/login`,
  }).href;
}

function timeout(): Promise<null> {
  const limit = AbortSignal.timeout(METADATA_TIMEOUT_MS);
  return new Promise((resolve) => {
    limit.addEventListener("abort", () => resolve(null));
  });
}
