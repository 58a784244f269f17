/** An identity provider that says whatever a test wants. It answers in place of `fetch`, so that no network is needed. */
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from "jose";
import { onTestFinished, vi } from "vitest";
import { type Installation, install } from "@/lib/server/testing/installation";
import type { TestBrowser, TestResponse } from "@/lib/web/testing/browser";
import { begin, bring } from "./provider-flow.fixture";

export const ISSUER = "https://id.example.com";
export const CLIENT = "latchkey-at-example";
export const SECRET = "a secret that the provider and the app share";

export const SETTINGS = {
  OIDC_ISSUER: ISSUER,
  OIDC_CLIENT_ID: CLIENT,
  OIDC_CLIENT_SECRET: SECRET,
  OIDC_NAME: "Example ID",
};

type Claims = Record<string, unknown>;
const KEYS = await generateKeyPair("ES256");
/** A key that the provider does not publish. */
export const STRANGER = await generateKeyPair("ES256");

export class FakeIssuer {
  /** The paths that do not answer. */
  readonly down = new Set<string>();
  /** The paths that take a request and never answer: until its limit passes. */
  readonly hanging = new Set<string>();
  /** The requests it got. */
  readonly asked: { path: string; body: URLSearchParams }[] = [];
  /** What the token endpoint answers with. */
  idToken = "";
  profile: Claims = { sub: "sub-1", email: "new@example.com", email_verified: true, name: "New" };
  metadata: Claims = {
    issuer: ISSUER,
    authorization_endpoint: `${ISSUER}/auth`,
    token_endpoint: `${ISSUER}/token`,
    userinfo_endpoint: `${ISSUER}/me`,
    jwks_uri: `${ISSUER}/jwks`,
    end_session_endpoint: `${ISSUER}/session/end`,
    authorization_response_iss_parameter_supported: true,
    id_token_signing_alg_values_supported: ["ES256", "HS256"],
  };

  readonly app: Installation;

  constructor(app: Installation) {
    this.app = app;
    const spy = vi
      .spyOn(globalThis, "fetch")
      .mockImplementation((url, init) => this.#answer(String(url), init));
    onTestFinished(() => spy.mockRestore());
  }

  /** The claims of a good token. */
  claims(more: Claims = {}): Claims {
    const iat = Math.floor(this.app.now / 1000);
    return { iss: ISSUER, aud: CLIENT, sub: "sub-1", sid: "sid-1", iat, exp: iat + 120, ...more };
  }

  sign(
    claims: Claims,
    header: Partial<JWTHeaderParameters> = {},
    key: CryptoKey = KEYS.privateKey,
  ): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "key-1", ...header }).sign(key);
  }

  async #answer(url: string, init?: RequestInit): Promise<Response> {
    const path = new URL(url).pathname;
    this.asked.push({ path, body: new URLSearchParams(String(init?.body ?? "")) });
    if (this.down.has(path)) throw new TypeError("fetch failed");
    if (this.hanging.has(path)) return untilAborted(init?.signal);
    const json = (body: unknown) => Response.json(body);
    if (path === "/.well-known/openid-configuration") return json(this.metadata);
    if (path === "/jwks")
      return json({ keys: [{ ...(await exportJWK(KEYS.publicKey)), kid: "key-1", alg: "ES256" }] });
    if (path === "/token")
      return json({ access_token: "access", token_type: "Bearer", id_token: this.idToken });
    if (path === "/me") return json(this.profile);
    throw new Error(`nothing at ${url}`);
  }
}

function untilAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}

export function withFakeIssuer(environment: Record<string, string> = {}): {
  app: Installation;
  issuer: FakeIssuer;
} {
  const app = install({ ...SETTINGS, ...environment });
  return { app, issuer: new FakeIssuer(app) };
}

/** The provider's answer to a request: the browser goes on to it. */
export function answerTo(request: URL, parameters: Record<string, string> = {}): URL {
  const state = request.searchParams.get("state") ?? "";
  const query = new URLSearchParams({ code: "code-1", state, iss: ISSUER, ...parameters });
  return new URL(`http://localhost:3000/api/auth/oidc/callback?${query}`);
}

/** A whole sign-in whose ID token is good but for the claims that are changed. */
export async function signInWithClaims(
  issuer: FakeIssuer,
  browser: TestBrowser,
  more: Claims = {},
): Promise<TestResponse> {
  const request = await begin(browser);
  issuer.idToken = await issuer.sign(issuer.claims({ nonce: request.searchParams.get("nonce"), ...more }));
  return bring(browser, answerTo(request));
}
