/** A browser that signed in by a real identity provider, and what it asks and brings without a screen. */
import { decodeJwt } from "jose";
import { expect } from "vitest";
import { signInAt, withProvider } from "@/app/api/auth/oidc/provider-flow.fixture";
import * as refresh from "@/app/api/auth/refresh/route";
import * as current from "@/app/api/session/route";
import type { IdentityProvider } from "@/lib/server/testing/identity-provider/identity-provider";
import { PEOPLE } from "@/lib/server/testing/identity-provider/people";
import { ProviderBrowser } from "@/lib/server/testing/identity-provider/provider-browser";
import { type Installation, SECOND } from "@/lib/server/testing/installation";
import { TestBrowser, type TestResponse } from "@/lib/web/testing/browser";
import * as complete from "./complete/route";
import * as silent from "./route";

/** Two people, of whom no account of ours has the address. */
export const [, PERSON] = PEOPLE as [unknown, (typeof PEOPLE)[0]];
/** Seconds. The provider's clock is the machine's, so the app's must not run far ahead of it. */
const IDLE = 120;
const ABSOLUTE = 900;

export interface SignedIn {
  app: Installation;
  provider: IdentityProvider;
  browser: TestBrowser;
  /** What the same browser holds of the provider. */
  at: ProviderBrowser;
}

export async function signedIn(
  make?: (environment: Record<string, string>) => Installation | Promise<Installation>,
): Promise<SignedIn> {
  const environment = { IDLE_TIMEOUT: String(IDLE), ABSOLUTE_TIMEOUT: String(ABSOLUTE) };
  const { app, provider } = await withProvider(environment, make);
  const browser = new TestBrowser();
  const at = new ProviderBrowser(provider);
  await signInAt(provider, browser, PERSON.subject, {}, at);
  return { app, provider, browser, at };
}

export function ask(browser: TestBrowser): Promise<TestResponse> {
  return browser.post(silent, "/api/auth/oidc/silent");
}

/** Asks, and lets the provider answer. @returns the parameters that arrive in the frame */
export async function askProvider({ browser, at }: SignedIn): Promise<Record<string, string>> {
  const { json } = await ask(browser);
  const { searchParams } = await at.authorize(json.url, null);
  const { code, iss, error, state } = Object.fromEntries(searchParams);
  return { ...(code && { code }), ...(iss && { iss }), ...(error && { error }), ...(state && { state }) };
}

export function bring(browser: TestBrowser, answer: object): Promise<TestResponse> {
  return browser.post(complete, "/api/auth/oidc/silent/complete", answer);
}

/** @returns status and code of an answer */
export const outcome = ({ status, json }: TestResponse) => `${status} ${json?.error ?? json?.status}`;

export const sessionOf = async (browser: TestBrowser) => (await browser.get(current, "/api/session")).json;
export const renew = (browser: TestBrowser) => browser.post(refresh, "/api/auth/refresh");

/** @returns the session as it was, once its idle limit has passed */
export async function expire({ app, browser }: SignedIn) {
  const { json } = await renew(browser);
  app.pass((IDLE + 1) * SECOND);
  expect((await renew(browser)).json).toMatchObject({
    error: "session_expired",
    details: { reason: "idle" },
  });
  return { id: json.session.id as string, authTime: decodeJwt(json.accessToken).auth_time };
}
