import type { Page } from "@playwright/test";
import { openAccountMenu } from "@/e2e/support/account-menu";
import { openHydrated, waitForHydratedElements, waitForHydratedPage } from "@/e2e/support/hydration";
import { typeNote } from "@/e2e/support/notes";
import {
  expect,
  IDLE_LIMIT,
  PERSON,
  PROVIDER_BUTTON,
  type ProviderSite,
  REAUTHENTICATION_WINDOW,
  signInByProvider,
  test,
} from "@/e2e/support/provider-site";
import { expectPushed } from "@/e2e/support/push-time";

/** An action that needs a recent sign-in, of a user who has no password here: the dialog leads to the provider, and back. */
async function confirmAtProvider({ app, page }: ProviderSite): Promise<void> {
  await openHydrated(page, "/profile/security");
  await app.advanceClock((REAUTHENTICATION_WINDOW + 1) * 1000);
  const before = await sessionId(page);
  await page.getByRole("button", { name: "Add an authenticator app" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Confirm it’s you" });
  const again = dialog.getByRole("button", { name: "Sign in again with Example ID" });
  await expect(dialog).toContainText("You’ll come back to this page");
  await expect(dialog.getByLabel("Password", { exact: true })).toHaveCount(0);
  await again.click();
  // The provider knows the user, and asks all the same.
  await page.getByRole("button", { name: PERSON.email }).click();
  await expect(page).toHaveURL(/\/profile\/security/);
  await waitForHydratedPage(page);
  expect(await sessionId(page)).not.toBe(before);
  await page.getByRole("button", { name: "Add an authenticator app" }).click();
  await expect(page.getByLabel("Code from the app")).toBeVisible();
  await expect(dialog).toHaveCount(0);
}

/**
 * Signs the user out here and at the provider, as early as the menu can be pressed. The news of the end comes before the
 * answer, and must not lead the page to the sign-in page.
 *
 * @param notLoaded what the open menu asks for, and does not get before its button is pressed
 */
async function signOutAtProvider(page: Page, notLoaded: RegExp): Promise<void> {
  await page.route("**/*", async (route) => {
    const request = route.request();
    const isSignOut = request.url().endsWith("/api/auth/logout") || "next-action" in request.headers();
    if (!isSignOut) return route.fallback();
    // The server may close an idle connection at the moment it is used again.
    const response = await route.fetch({ maxRedirects: 0, maxRetries: 2 });
    await page.locator("html[data-blank]").waitFor({ state: "attached" });
    await route.fulfill({ response });
  });
  const { promise: pressed, resolve: press } = Promise.withResolvers<void>();
  await page.route(notLoaded, (route) => pressed.then(() => route.continue()));
  const menu = await openAccountMenu(page);
  await menu.getByRole("button", { name: "Sign out here and at Example ID" }).click();
  press();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/localhost:\d+\/login/);
  await page.unrouteAll({ behavior: "wait" });
}

test("in by the provider, a confirmation there, out here, in again with one click, out in both places, and out by the provider", async ({
  openSite,
}) => {
  const site = await openSite("localhost", "localhost");
  const { page, provider } = site;
  await page.goto("/login?returnTo=/profile");
  await waitForHydratedElements(page, 'form[action="/api/auth/oidc/start"]');
  await signInByProvider(page);
  await expect(page).toHaveURL(/\/profile/);
  expect(await bindingOf(page)).toBe("key");
  await confirmAtProvider(site);

  await (await openAccountMenu(page)).getByRole("button", { name: "Sign out here", exact: true }).click();
  await expect(page).toHaveURL(/\/login/);
  await signInByProvider(page, { isKnownThere: true });

  for (const notLoaded of [/\/_next\/static\/.*\.js/, /\/api\/session$/]) {
    await signOutAtProvider(page, notLoaded);
    await page.goto("/login");
    await signInByProvider(page);
  }

  await expect(page.locator("html[data-blank]")).toHaveCount(0);
  await expectPushed(page, { selector: "html[data-blank]" }, async () =>
    expect(await provider.endSessionsOf(PERSON.subject)).toEqual([true]),
  );
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("The service you sign in with ended this session");
  await expect(page.locator("html[data-blank]")).toHaveCount(1);
  // It stays over: the page asks the provider nothing.
  const asked = provider.authorizationRequests;
  await page.mouse.move(50, 50);
  await dialog.getByRole("button", { name: "Go to sign in" }).click();
  await expect(page.getByRole("button", PROVIDER_BUTTON)).toBeVisible();
  expect(provider.authorizationRequests).toBe(asked);
});

/** Lets the idle limit pass: the server tells the page. Then the user comes back to it. */
async function comeBackAfterIdleLimit({ app, page }: ProviderSite): Promise<void> {
  await app.advanceClock((IDLE_LIMIT + 1) * 1000);
  await expect(page.getByRole("alertdialog")).toContainText("Signed out after a period of inactivity");
  await page.keyboard.press("Shift");
}

/** @returns the id of the session that the page's browser is signed in with; undefined for none */
const sessionId = (page: Page): Promise<string | undefined> =>
  page.evaluate(async () => (await (await fetch("/api/session")).json()).session?.id);

/** @returns how the session of the page's browser is bound to it */
const bindingOf = (page: Page): Promise<string | null> =>
  page.evaluate(async () => (await (await fetch("/api/session")).json()).session.binding);

/** The sign-in page, which takes the reason out of its address once it has said it. */
async function expectSignedOutByIdleLimit(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/login\?/);
  await expect(page.getByRole("status").filter({ hasText: "after a period of inactivity" })).toBeVisible();
}

/** Opens the dashboard of a user who signed in by the provider, with a note that is not saved. */
async function openWithNote(page: Page): Promise<void> {
  await page.goto("/login");
  await signInByProvider(page);
  await typeNote(page, "half a sentence");
}

test("after the idle limit a provider of the same site is asked without a screen, and the page is as it was", async ({
  openSite,
}) => {
  const site = await openSite("one.app.localhost", "id.app.localhost");
  const { page, provider } = site;
  await openWithNote(page);
  const before = await sessionId(page);
  const documents: string[] = [];
  page.on("framenavigated", (frame) => frame === page.mainFrame() && documents.push(frame.url()));
  const asked = provider.authorizationRequests;
  await comeBackAfterIdleLimit(site);
  await expect.poll(async () => (await sessionId(page)) ?? before).not.toBe(before);
  await expect(page.locator("html[data-blank]")).toHaveCount(0);
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await expect(page.getByLabel("Note")).toHaveValue("half a sentence");
  await expect(page.locator("iframe")).toHaveCount(0);
  expect(documents.filter((url) => url.includes("/login"))).toEqual([]);
  expect(provider.authorizationRequests).toBe(asked + 1);
});

test("a provider whose cookies the browser blocks in a frame leads to the sign-in page, and the tab asks it once", async ({
  openSite,
}) => {
  const site = await openSite("localhost", "127.0.0.1");
  const { page, provider } = site;
  await openWithNote(page);
  await comeBackAfterIdleLimit(site);
  await expectSignedOutByIdleLimit(page);
  // The provider knows the user: one click is enough.
  await signInByProvider(page, { isKnownThere: true });
  await waitForHydratedPage(page);
  const asked = provider.authorizationRequests;
  await site.app.advanceClock((IDLE_LIMIT + 1) * 1000);
  await expectSignedOutByIdleLimit(page);
  expect(provider.authorizationRequests).toBe(asked);
});
