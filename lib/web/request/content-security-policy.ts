import { randomBytes } from "node:crypto";
import { type Config, isSecure } from "@/lib/server/config";

/** @returns 128 random bits in Base64, for one response. */
export function newNonce(): string {
  return randomBytes(16).toString("base64");
}

/** The policy of responses that have nothing to load: all but pages. */
export const EMPTY_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

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
  const { development, identityProvider } = config;
  const provider = identityProvider && new URL(identityProvider.issuer).origin;
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
    // Chromium checks the redirects of a form's answer, too.
    "form-action": provider ? `'self' ${provider}` : "'self'",
    ...(provider && { "frame-src": `'self' ${provider}` }),
    "frame-ancestors": ancestors ?? "'none'",
    ...(isSecure(config) ? { "upgrade-insecure-requests": "" } : {}),
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`.trim())
    .join("; ");
}
