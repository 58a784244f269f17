/** What a browser is sent to the identity provider with (OpenID Connect Core 1.0, section 3.1.2.1). */
import * as oidc from "openid-client";
import { config } from "@/lib/server/config";
import { newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { clientOf, fetchProvider } from "./provider";
import { type ProviderState, sealState } from "./state";

/** How long the browser may take to come back. */
const LIFETIME_MS: Record<ProviderState["kind"], number> = { sign_in: 10 * 60_000, silent: 2 * 60_000 };

export interface AuthorizationRequest {
  /** Where the browser is sent. */
  url: string;
  /** The id of its state. */
  id: string;
  /** When the state expires, in milliseconds since the epoch. */
  expiresAt: number;
}

/**
 * Makes a request for an authorization code, with PKCE, state and nonce (RFC 9700, section 2.1.1).
 *
 * @param wish.returnTo a path of ours that was checked already
 * @param redirectUri the page of ours that the answer goes to
 * @param parameters more parameters, such as `prompt`
 * @throws ProviderUnavailable while the provider is away
 */
export async function newAuthorizationRequest(
  wish: Pick<ProviderState, "kind" | "browserId" | "sessionId" | "returnTo" | "rememberMe"> &
    Partial<Pick<ProviderState, "boundKey" | "expectedUserId">>,
  redirectUri: string,
  parameters: Record<string, string> = {},
): Promise<AuthorizationRequest> {
  const provider = await fetchProvider();
  const now = await database().now();
  const state: ProviderState = {
    boundKey: null,
    ...wish,
    id: newId(),
    codeVerifier: oidc.randomPKCECodeVerifier(),
    nonce: oidc.randomNonce(),
    issuer: provider.metadata.issuer,
    expiresAt: now + LIFETIME_MS[wish.kind],
  };
  const url = oidc.buildAuthorizationUrl(clientOf(provider, now), {
    ...parameters,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: "openid email profile",
    state: await sealState(state),
    nonce: state.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(state.codeVerifier),
    code_challenge_method: "S256",
  });
  return { url: url.href, id: state.id, expiresAt: state.expiresAt };
}

/** @returns where the provider sends a browser after a sign-in; never made from a request */
export function callbackUri(): string {
  return `${config().origin}/api/auth/oidc/callback`;
}
