/** The identity provider: what its metadata says, and the checks of what it signs. */
import { createRemoteJWKSet, customFetch, type JWTPayload, type JWTVerifyOptions, jwtVerify } from "jose";
import * as oidc from "openid-client";
import { config, type ProviderConfig } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { ProviderUnavailable, providerUnavailableIn } from "@/lib/server/errors";
import { processSingleton } from "@/lib/server/singleton";
import { providerFetch } from "./provider-fetch";

/** Signatures that the holder of a client secret, or of no key at all, cannot make. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
/** By how much the provider's clock may differ from ours. */
export const CLOCK_TOLERANCE_SECONDS = 30;
/** How often an unknown key may make us ask for the provider's keys again. */
const KEYS_COOLDOWN_MS = 1_000;

export interface Provider extends ProviderConfig {
  metadata: oidc.ServerMetadata;
  /** The public keys; they are fetched when a token names one that is not known. */
  keys: ReturnType<typeof createRemoteJWKSet>;
}

interface Cache {
  provider: Provider | null;
  /** The request that is on its way; all who need it wait for the same one. */
  pending: Promise<Provider> | null;
}

/**
 * @returns the provider with its metadata, fetched on first use
 * @throws ProviderUnavailable when it is away and has never been reached; and without a provider in the configuration
 */
export async function getProvider(): Promise<Provider> {
  return cache().provider ?? fetchProvider();
}

/**
 * Fetches the provider's metadata anew: where a user is about to be sent, an answer tells that the provider is there.
 *
 * @throws ProviderUnavailable when it is away, or when its metadata is not that of the configured issuer (OpenID Connect
 *   Discovery 1.0, section 4.3)
 */
export async function fetchProvider(): Promise<Provider> {
  const state = cache();
  state.pending ??= discover(state.provider).finally(() => {
    state.pending = null;
  });
  state.provider = await state.pending;
  return state.provider;
}

/** @returns the provider as it was last read; null before */
export function cachedProvider(): Provider | null {
  return cache().provider;
}

function cache(): Cache {
  return processSingleton<Cache>("identity provider", () => ({ provider: null, pending: null }));
}

async function discover(known: Provider | null): Promise<Provider> {
  const ours = config().identityProvider;
  if (!ours) throw new ProviderUnavailable("No identity provider is configured");
  try {
    const found = await oidc.discovery(new URL(ours.issuer), ours.clientId, undefined, oidc.None(), {
      [oidc.customFetch]: providerFetch,
      // The configuration takes http on loopback alone.
      execute: ours.issuer.startsWith("http:") ? [oidc.allowInsecureRequests] : [],
    });
    const metadata = found.serverMetadata();
    const isKnown = known?.metadata.jwks_uri === metadata.jwks_uri;
    return { ...ours, metadata, keys: isKnown && known ? known.keys : remoteKeys(metadata) };
  } catch (cause) {
    throw (
      providerUnavailableIn(cause) ??
      new ProviderUnavailable("The metadata of the identity provider cannot be used", { cause })
    );
  }
}

function remoteKeys({ jwks_uri }: oidc.ServerMetadata): Provider["keys"] {
  if (!jwks_uri) throw new ProviderUnavailable("The identity provider names no keys");
  return createRemoteJWKSet(new URL(jwks_uri), {
    cooldownDuration: KEYS_COOLDOWN_MS,
    [customFetch]: providerFetch,
  });
}

/**
 * Makes the client for one exchange with the provider. It judges times by the database's clock.
 *
 * @param now the database's time, in milliseconds since the epoch
 */
export function clientOf(
  { metadata, clientId, clientSecret, issuer }: Provider,
  now: number,
): oidc.Configuration {
  const settings = {
    client_secret: clientSecret,
    [oidc.clockSkew]: Math.round((now - Date.now()) / 1000),
    [oidc.clockTolerance]: CLOCK_TOLERANCE_SECONDS,
  };
  // RFC 8414, section 2: a provider that names no way takes the secret by HTTP Basic.
  const ways = metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  const authentication = ways.includes("client_secret_basic")
    ? oidc.ClientSecretBasic(clientSecret)
    : oidc.ClientSecretPost(clientSecret);
  const client = new oidc.Configuration(metadata, clientId, settings, authentication);
  client[oidc.customFetch] = providerFetch;
  if (issuer.startsWith("http:")) oidc.allowInsecureRequests(client);
  return client;
}

/**
 * Checks the signature of a token by the provider's public keys, its issuer, its audience and its times.
 *
 * @returns its claims
 * @throws ProviderUnavailable when the keys cannot be fetched; an error of jose for a token that is not good
 */
export async function verifyProviderToken(
  token: string,
  { metadata, clientId, keys }: Provider,
  options: Pick<JWTVerifyOptions, "typ" | "requiredClaims" | "maxTokenAge"> = {},
): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keys, {
    ...options,
    algorithms: ALGORITHMS,
    issuer: metadata.issuer,
    audience: clientId,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    currentDate: new Date(await database().now()),
  });
  return payload;
}
