/** The app and an identity provider, each under a name of its own, and a browser at the app. */
import { type BrowserContext, expect, type Page } from "@playwright/test";
import {
  type IdentityProvider,
  startIdentityProvider,
} from "@/lib/server/testing/identity-provider/identity-provider";
import { PEOPLE } from "@/lib/server/testing/identity-provider/people";
import { type Server, startServer } from "./server";
import { test as base } from "./test";

export { expect };

/** Who signs in at the provider. */
export const [, PERSON] = PEOPLE as [unknown, (typeof PEOPLE)[0]];
/** Seconds. */
export const IDLE_LIMIT = 240;
/** Seconds; fewer than the provider's clock, which no test moves, may differ from the app's. */
export const REAUTHENTICATION_WINDOW = 20;
/** The button of the sign-in page. */
export const PROVIDER_BUTTON = { name: "Continue with Example ID" };

export interface ProviderSite {
  app: Server;
  provider: IdentityProvider;
  context: BrowserContext;
  page: Page;
}

/** An app and a provider under names that browsers take for this machine, and a browser at the app. */
export const test = base.extend<{
  openSite: (appHost: string, providerHost: string) => Promise<ProviderSite>;
}>({
  openSite: async ({ browser, console }, use) => {
    const sites: ProviderSite[] = [];
    await use(async (host, providerHost) => {
      const provider = await startIdentityProvider({ host: providerHost });
      const app = await startServer({
        host,
        env: {
          ...provider.settings,
          IDLE_TIMEOUT: String(IDLE_LIMIT),
          REAUTHENTICATION_WINDOW: String(REAUTHENTICATION_WINDOW),
        },
        preloads: ["e2e/support/localhost-preload.mjs"],
      });
      await provider.register(app.origin);
      const context = await browser.newContext({ baseURL: app.origin });
      console.watch(context);
      const site = { app, provider, context, page: await context.newPage() };
      sites.push(site);
      return site;
    });
    for (const { app, provider, context } of sites) {
      await context.close();
      await Promise.all([app.stop(), provider.stop()]);
    }
  },
});

/**
 * Signs PERSON in from the sign-in page.
 *
 * @param isKnownThere whether the provider has a session of theirs, and asks nothing
 */
export async function signInByProvider(page: Page, { isKnownThere = false } = {}): Promise<void> {
  await page.getByRole("button", PROVIDER_BUTTON).click();
  if (!isKnownThere) await page.getByRole("button", { name: PERSON.email }).click();
  await expect(page.getByRole("button", { name: `Account: ${PERSON.name}` })).toBeVisible();
}
