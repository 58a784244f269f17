import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { Context } from "oidc-provider";
import { messagePage, signOutPage } from "./pages";
import type { Person } from "./people";
import { adapterFor, type Records } from "./records";

export const PROVIDER_NAME = "Example ID";
export const CLIENT_ID = "latchkey";

const HOUR_SECONDS = 3600;
const CODE_SECONDS = 60;
const EXPIRING = ["AccessToken", "Grant", "IdToken", "Interaction", "Session"];

/** The settings of the `oidc-provider` package. */
export function configurationOf(people: readonly Person[], records: Records): Record<string, unknown> {
  return {
    adapter: (kind: string) => adapterFor(records, kind),
    jwks: { keys: [newSigningKey()] },
    cookies: { keys: [randomBytes(32).toString("base64url")] },
    ttl: {
      ...Object.fromEntries(EXPIRING.map((kind) => [kind, HOUR_SECONDS])),
      AuthorizationCode: CODE_SECONDS,
    },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => true },
    clientBasedCORS: () => false,
    // The package passes a dispatcher that refuses every address of this machine, and the app runs on this machine.
    fetch: (url: string, { dispatcher: _, ...options }: RequestInit & { dispatcher?: unknown }) =>
      fetch(toThisMachine(url), options as RequestInit),
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context: Context, form: string) => show(context, signOutPage(PROVIDER_NAME, form)),
        postLogoutSuccessSource: (context: Context) =>
          show(context, messagePage("Signed out", `You're signed out of ${PROVIDER_NAME}.`)),
      },
    },
    renderError: (context: Context, { error, error_description }: ErrorAnswer) =>
      show(context, messagePage("That didn't work", error_description ?? error)),
    findAccount: (_context: Context, subject: string) => accountOf(people, subject),
    loadExistingGrant: grantWithoutAsking,
  };
}

interface ErrorAnswer {
  error: string;
  error_description?: string;
}

/** How the app is registered at the provider. */
export function clientOf(appUrl: string, clientSecret: string) {
  const at = (path: string) => new URL(path, appUrl).href;
  return {
    client_id: CLIENT_ID,
    client_secret: clientSecret,
    redirect_uris: [at("/api/auth/oidc/callback"), at("/embed/silent")],
    post_logout_redirect_uris: [at("/login")],
    backchannel_logout_uri: at("/api/auth/oidc/backchannel-logout"),
    backchannel_logout_session_required: true,
  };
}

function newSigningKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    ...privateKey.export({ format: "jwk" }),
    use: "sig",
    alg: "RS256",
    kid: randomBytes(8).toString("hex"),
  };
}

function accountOf(people: readonly Person[], subject: string) {
  const person = people.find((one) => one.subject === subject);
  if (!person) return undefined;
  const { name, email, emailVerified } = person;
  return { accountId: subject, claims: () => ({ sub: subject, name, email, email_verified: emailVerified }) };
}

/** The provider doesn't ask people for their consent: the app is one of its own. */
async function grantWithoutAsking({ oidc }: Context) {
  const { clientId } = oidc.client;
  const grant = new oidc.provider.Grant({ clientId, accountId: oidc.account.accountId });
  grant.addOIDCScope("openid email profile");
  await grant.save();
  return grant;
}

/** A browser takes every name below `localhost` for this machine; the resolver of a system may not know them. */
function toThisMachine(address: string): URL {
  const url = new URL(address);
  if (url.hostname.endsWith(".localhost")) url.hostname = "127.0.0.1";
  return url;
}

function show(context: Context, content: string): void {
  context.type = "html";
  context.body = content;
}
