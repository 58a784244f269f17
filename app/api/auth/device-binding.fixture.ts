/** Browsers that keep a key, and prove it with each request that needs it. */
import { newProofNonce } from "@/lib/server/device-binding/proof-nonce";
import { type Installation, PASSWORD } from "@/lib/server/testing/installation";
import { newTestKey, type ProofParts, type TestKey } from "@/lib/server/testing/test-key";
import { type Route, TestBrowser, type TestResponse } from "@/lib/web/testing/browser";
import * as login from "./login/route";
import * as refresh from "./refresh/route";

export const CREDENTIALS = { email: "ada@example.com", password: PASSWORD };
export const REQUIRED = { status: 401, json: { error: "device_proof_required" } };
export const STALE = { status: 401, json: { error: "use_dpop_nonce" } };

/** A browser that signed in with a key, or will. */
export class KeyBrowser extends TestBrowser {
  key: TestKey;
  readonly app: Installation;

  constructor(app: Installation, key: TestKey, jar?: TestBrowser["jar"]) {
    super(jar);
    this.app = app;
    this.key = key;
  }

  /** @returns the header of a request, as the browser would make it unless `parts` says otherwise */
  async proof(path: string, parts: ProofParts = {}): Promise<{ DPoP: string }> {
    const { now, config } = this.app;
    const nonce = newProofNonce(now);
    return { DPoP: await this.key.prove("POST", config.origin + path, now, { nonce, ...parts }) };
  }

  async postProven(
    route: Route,
    path: string,
    json?: object,
    more: { id?: string } = {},
  ): Promise<TestResponse> {
    return this.post(route, path, json, { ...more, headers: await this.proof(path) });
  }

  logIn(fields: object = {}): Promise<TestResponse> {
    return this.postProven(login, "/api/auth/login", { ...CREDENTIALS, ...fields });
  }

  renew(): Promise<TestResponse> {
    return this.postProven(refresh, "/api/auth/refresh");
  }
}

export const renew = (browser: TestBrowser, headers: Record<string, string> = {}) =>
  browser.post(refresh, "/api/auth/refresh", undefined, { headers });

/** Ada, signed in on a browser with a key. */
export async function boundBrowser(app: Installation) {
  const ada = await app.addUser("Ada");
  const browser = new KeyBrowser(app, await newTestKey());
  const { json } = await browser.logIn();
  return { ada, browser, id: json.session.id as string };
}
