/**
 * The tokens that this app makes for other services. A new one is an entry of `TOKEN_TEMPLATES`; a service verifies it
 * from our JWKS, by its audience.
 */
import type { SessionView, UserView } from "@/lib/session/contract";
import type { ActiveMembership } from "@/lib/session/organizations/active-organization";
import { PRODUCT_SLUG } from "@/lib/session/product";

/**
 * The claims that say who issued a token, for whom, to whom and for how long (RFC 7519 §4.1), and who acts as the user
 * (RFC 8693 §4.1). No template sets them.
 */
export const STANDARD_CLAIMS = ["iss", "sub", "sid", "aud", "iat", "exp", "jti", "act"] as const;

type Value = string | number | boolean | null | readonly string[];
export type TemplateClaims = Record<string, Value> & { [Name in (typeof STANDARD_CLAIMS)[number]]?: never };

/** What a template takes its claims from: no more of the rows than the API shows. */
export interface ClaimSource {
  user: UserView;
  session: SessionView;
  /** The organization and workspace that are active in the session, as the memberships are now; null without one. */
  membership: ActiveMembership | null;
}

export interface TokenTemplate {
  /** At most; no token outlives its session. */
  lifetimeSeconds: number;
  /** The service that accepts the token. Never our own API. */
  audience: string;
  /** Whether the pages of `TRUSTED_ORIGINS` get the token too, through the frame that they show (`/embed/session`). */
  mayEmbed: boolean;
  claims(source: ClaimSource): TemplateClaims;
}

export const TOKEN_TEMPLATES: Readonly<Record<string, TokenTemplate>> = {
  reports: {
    lifetimeSeconds: 60,
    audience: `urn:${PRODUCT_SLUG}:reports`,
    mayEmbed: false,
    claims: ({ user, membership }) => ({
      email: user.email,
      name: user.name,
      org_id: membership?.organization.id ?? null,
      org_role: membership?.role ?? null,
    }),
  },
  realtime: {
    lifetimeSeconds: 30,
    audience: `urn:${PRODUCT_SLUG}:realtime`,
    mayEmbed: true,
    claims: ({ user }) => ({ roles: user.roles }),
  },
};
