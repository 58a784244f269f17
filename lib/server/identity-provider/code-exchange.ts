/** The answer of the identity provider: checked, and exchanged for its tokens. */
import * as oidc from "openid-client";
import { database } from "@/lib/server/database";
import { ProviderUnavailable, providerUnavailableIn } from "@/lib/server/errors";
import { log } from "@/lib/server/log";
import {
  CLOCK_TOLERANCE_SECONDS,
  clientOf,
  getProvider,
  type Provider,
  verifyProviderToken,
} from "./provider";
import type { ProviderState } from "./state";

/** What the provider says about the user who signed in there. */
export interface ProviderSignIn {
  issuer: string;
  subject: string;
  /** The provider's own session; null when it names none. */
  sid: string | null;
  idToken: string;
  /**
   * When the user last signed in there, in milliseconds since the epoch; null when the provider does not say, or it was a
   * moment ago.
   */
  authenticatedAt: number | null;
  /** Asks the provider for what its ID token leaves out. */
  findProfile: () => Promise<ProviderProfile>;
}

export interface ProviderProfile {
  /** As the provider writes it; null without one. */
  email: string | null;
  /** Whether the provider says that it has verified the address. */
  emailVerified: boolean;
  name: string | null;
}

/** Why there is no sign-in: the user said no, or the answer is not good; `error` is the provider's own code, if it sent one. */
export interface ProviderRefusal {
  refusal: "denied" | "provider";
  error: string | null;
}

/**
 * Exchanges the code of an answer. Every check of OpenID Connect Core 1.0, section 3.1.3.7, is made, the signature
 * included, and that of the parameter `iss` (RFC 9207).
 *
 * @param state of this answer; it was used up before
 * @param answer the parameters that the provider sent: `code`, `state`, `iss`, or `error`
 * @param redirectUri the one that the code was asked for with
 * @throws ProviderUnavailable when the provider is away
 */
export async function exchangeCode(
  state: ProviderState,
  answer: URLSearchParams,
  redirectUri: string,
): Promise<ProviderSignIn | ProviderRefusal> {
  try {
    const provider = await getProvider();
    if (state.issuer !== provider.metadata.issuer) return { refusal: "provider", error: null };
    return await signInOf(provider, state, new URL(`${redirectUri}?${answer}`));
  } catch (error) {
    const unavailable = providerUnavailableIn(error);
    if (unavailable) throw unavailable;
    return refusalOf(error);
  }
}

async function signInOf(provider: Provider, state: ProviderState, url: URL): Promise<ProviderSignIn> {
  const now = await database().now();
  const client = clientOf(provider, now);
  const tokens = await oidc.authorizationCodeGrant(client, url, {
    pkceCodeVerifier: state.codeVerifier,
    expectedNonce: state.nonce,
    expectedState: url.searchParams.get("state") ?? "",
    idTokenExpected: true,
    // A provider may ignore that it was asked to ask its user: the time in the token shows it.
    ...(state.expectedUserId !== undefined && { maxAge: 0 }),
  });
  const idToken = tokens.id_token ?? "";
  // The library trusts the connection instead of the signature. Section 3.1.3.7 allows that; a proxy in between could lie.
  const claims = await verifyProviderToken(idToken, provider);
  const subject = String(claims.sub);
  return {
    issuer: provider.metadata.issuer,
    subject,
    sid: textOf(claims.sid),
    idToken,
    authenticatedAt: earlierTime(claims.auth_time, now),
    findProfile: async () =>
      typeof claims.email === "string" || !provider.metadata.userinfo_endpoint
        ? profileOf(claims)
        : profileOf(await fetchClaims(client, tokens.access_token, subject)),
  };
}

/** @throws ProviderUnavailable for every answer that is not the user's claims: the sign-in itself was good */
async function fetchClaims(client: oidc.Configuration, accessToken: string, subject: string) {
  try {
    return await oidc.fetchUserInfo(client, accessToken, subject);
  } catch (cause) {
    throw new ProviderUnavailable("The identity provider does not tell the user's profile", { cause });
  }
}

function profileOf(claims: Record<string, unknown>): ProviderProfile {
  return {
    email: textOf(claims.email),
    emailVerified: claims.email_verified === true,
    name: textOf(claims.name) ?? textOf(claims.preferred_username),
  };
}

/** @returns the time of a claim in milliseconds; null for one that the clocks cannot tell from `now`, and for none */
function earlierTime(seconds: unknown, now: number): number | null {
  if (typeof seconds !== "number") return null;
  const at = seconds * 1000;
  return at < now - CLOCK_TOLERANCE_SECONDS * 1000 ? Math.max(0, at) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/** The answer says no more than a fixed code; what was wrong with it stands in the log, without any value of it. */
function refusalOf(error: unknown): ProviderRefusal {
  const code = error instanceof oidc.AuthorizationResponseError ? error.error : null;
  if (code === "temporarily_unavailable" || code === "server_error")
    throw new ProviderUnavailable("The identity provider answered that it cannot sign users in");
  const problem = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  log().warn({ problem }, "an answer of the identity provider was refused");
  return { refusal: code === "access_denied" ? "denied" : "provider", error: code };
}
