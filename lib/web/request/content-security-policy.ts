import { type Config, isSecure } from "@/lib/server/config";
import { takeRandomBytes } from "@/lib/server/crypto";
import { cachedProvider } from "@/lib/server/identity-provider/provider";

/** @returns 128 random bits in Base64, for one response. */
export function newNonce(): string {
  return takeRandomBytes(16).toString("base64");
}

/** The policy of responses that have nothing to load: all but pages. */
export const EMPTY_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** @returns the origins to which the identity provider's metadata sends browsers; none without a provider */
function providerOrigins({ identityProvider }: Pick<Config, "identityProvider">): string[] {
  if (!identityProvider) return [];
  const { authorization_endpoint, end_session_endpoint } = cachedProvider()?.metadata ?? {};
  const addresses = [identityProvider.issuer, authorization_endpoint, end_session_endpoint];
  return [...new Set(addresses.flatMap((address) => (address ? [new URL(address).origin] : [])))];
}

/**
 * A strict policy (CSP Level 3, OWASP ASVS 5.0, 3.4.3): scripts run only with this response's nonce or when such a
 * script loads them; no site may frame ours; forms post to no other site. An identity provider alone is an exception: a
 * sign-in goes on there, and a hidden frame asks it whether the user is still signed in.
 *
 * @param ancestors of a page that may be framed, as `frame-ancestors.ts` says
 */
export function contentSecurityPolicy(
  nonce: string,
  config: Pick<Config, "development" | "origin" | "identityProvider">,
  ancestors: string | null = null,
): string {
  const { development } = config;
  const providers = providerOrigins(config);
  const directives: Record<string, string> = {
    "default-src": "'self'",
    // React needs eval in development, for readable stacks.
    "script-src": `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // The development overlay writes inline styles; a nonce beside 'unsafe-inline' would switch that off.
    "style-src": development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    // Browsers hold the redirect that answers a form to the same rule.
    "form-action": ["'self'", ...providers].join(" "),
    ...(providers.length > 0 && { "frame-src": ["'self'", ...providers].join(" ") }),
    "frame-ancestors": ancestors ?? "'none'",
    ...(isSecure(config) ? { "upgrade-insecure-requests": "" } : {}),
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`.trim())
    .join("; ");
}
