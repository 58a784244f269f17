import { config } from "@/lib/server/config";
import { newId } from "@/lib/server/crypto";
import { isoTime } from "@/lib/server/iso-time";
import { findActiveMembership } from "@/lib/server/organizations/active-membership";
import type { Principal } from "@/lib/server/sessions/sessions";
import { sessionView, userView } from "@/lib/server/views";
import type { TemplateTokenView } from "@/lib/session/contract";
import { type Failure, fail } from "@/lib/session/failure";
import { limitAt } from "@/lib/session/session";
import { actClaim } from "./access-token-claims";
import { signJwt } from "./sign-jwt";
import { keyRing } from "./signing-keys";
import { TOKEN_TEMPLATES, type TokenTemplate } from "./token-templates";

/** Not the type of an access token, so that our own API refuses it. */
const TYPE = "JWT";

interface TemplateOptions {
  embedded?: boolean | undefined;
  templates?: Readonly<Record<string, TokenTemplate>>;
}

/**
 * Makes a token for another service, as its template says.
 *
 * @param options.embedded for a page of another origin: its template must allow it
 * @param options.templates other ones than the app's, for tests
 * @returns the token and its lifetime in whole seconds, which ends with the session's at the latest; or
 *   `unknown_template`, `forbidden` for a template that no other page gets
 */
export async function issueTemplateToken(
  name: string,
  { user, session, now }: Principal,
  { embedded = false, templates = TOKEN_TEMPLATES }: TemplateOptions = {},
): Promise<TemplateTokenView | Failure<"unknown_template" | "forbidden">> {
  const template = Object.hasOwn(templates, name) ? templates[name] : undefined;
  if (!template) return fail("unknown_template");
  if (embedded && !template.mayEmbed) return fail("forbidden");
  const issuedAt = Math.floor(now / 1000);
  const expires = Math.min(issuedAt + template.lifetimeSeconds, Math.floor(limitAt(session) / 1000));
  const source = {
    user: userView(user),
    session: sessionView(session, session.id),
    membership: await findActiveMembership(session),
  };
  const claims = {
    ...template.claims(source),
    // After the template's own, so that none of these can come from there.
    iss: config().origin,
    sub: user.id,
    act: actClaim(session).act,
    sid: session.id,
    aud: template.audience,
    iat: issuedAt,
    exp: expires,
    jti: newId(),
  };
  return {
    token: signJwt(TYPE, claims, await keyRing()),
    tokenType: "Bearer",
    expiresIn: expires - issuedAt,
    serverTime: isoTime(now),
  };
}
