/** A browser that signs in at a provider, and what its answers lead to. */
import { onTestFinished } from "vitest";
import * as callback from "@/app/api/auth/oidc/callback/route";
import * as start from "@/app/api/auth/oidc/start/route";
import {
  type IdentityProvider,
  startIdentityProvider,
} from "@/lib/server/testing/identity-provider/identity-provider";
import { PEOPLE, type Person } from "@/lib/server/testing/identity-provider/people";
import { ProviderBrowser } from "@/lib/server/testing/identity-provider/provider-browser";
import { type Installation, install } from "@/lib/server/testing/installation";
import type { TestBrowser, TestResponse } from "@/lib/web/testing/browser";

export const [ADA, BARBARA] = PEOPLE as [(typeof PEOPLE)[0], (typeof PEOPLE)[0]];

/** An installation with a real provider, whose clock is the machine's: the provider has no other. */
export async function withProvider(
  environment: Record<string, string> = {},
  make: (environment: Record<string, string>) => Installation | Promise<Installation> = install,
  people: readonly Person[] = PEOPLE,
): Promise<{ app: Installation; provider: IdentityProvider }> {
  const provider = await startIdentityProvider({ appUrl: "http://localhost:3000", people });
  onTestFinished(() => provider.stop().catch(() => undefined));
  const app = await make({ ...environment, ...provider.settings });
  app.now = Date.now();
  return { app, provider };
}

/** Begins a sign-in. @returns the address at the provider */
export async function begin(browser: TestBrowser, body: Record<string, unknown> = {}): Promise<URL> {
  const { json } = await browser.post(start, "/api/auth/oidc/start", body);
  return new URL(json.redirectTo);
}

/** Brings the provider's answer to the callback. */
export function bring(browser: TestBrowser, answer: URL, headers = {}): Promise<TestResponse> {
  return browser.get(callback, answer.pathname + answer.search, { headers });
}

/** Signs in at the provider as a person, or cancels there. */
export async function signInAt(
  provider: IdentityProvider,
  browser: TestBrowser,
  subject: string | null,
  body: Record<string, unknown> = {},
  at: ProviderBrowser = new ProviderBrowser(provider),
): Promise<TestResponse> {
  return bring(browser, await at.authorize(await begin(browser, body), subject));
}

/** @returns where a response leads, without our origin */
export function target({ status, headers }: TestResponse): string {
  return `${status} ${headers.get("location")?.replace("http://localhost:3000", "")}`;
}
