import type { BrowserContext, Page } from "@playwright/test";
import { administrator } from "@/e2e/support/accounts";
import { signInBound } from "@/e2e/support/bound-session";
import { thisDevice } from "@/e2e/support/device-screen";
import { submitSignIn, waitForHydration } from "@/e2e/support/forms";
import { HttpBrowser } from "@/e2e/support/http-browser";
import type { SharedServer } from "@/e2e/support/http-test";
import { startServer } from "@/e2e/support/server";
import { signInAgain, signInDialog } from "@/e2e/support/session-ended-page";
import { expect, test } from "@/e2e/support/test";
import { startIdentityProvider } from "@/lib/server/testing/identity-provider/identity-provider";

/** A plain client with a copy of the browser's cookies. */
async function steal(context: BrowserContext, server: SharedServer): Promise<HttpBrowser> {
  const thief = new HttpBrowser(server);
  const cookies = await context.cookies();
  thief.jar.apply(cookies.map(({ name, value }) => `${name}=${value}; Path=/`));
  return thief;
}

const refreshed = (page: Page) =>
  page.waitForResponse((response) => response.url().endsWith("/api/auth/refresh") && response.ok());

/** Opens the device screen in a browser with no other page: no tab and no worker has an access token any more. */
async function openAnew(page: Page, path: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(path);
}

test("a session is bound to its browser: a stolen cookie jar is useless, its owner works on, and a lost key is replaced in place", async ({
  page,
  context,
  server,
  newUser,
}) => {
  const account = await newUser();
  await signInBound(page, account);

  const thief = await steal(context, server);
  const refused = await thief.post("/api/auth/refresh");
  expect(refused).toMatchObject({ status: 401, json: { error: "device_proof_required" }, setCookies: [] });
  const { sessionId } = (await thief.get("/api/session")).json.signIns[0];
  expect((await thief.post("/api/session/switch", { sessionId })).status).toBe(401);

  const goesOn = refreshed(page);
  await openAnew(page, "/profile");
  await goesOn;
  await page.goto("/profile/activity");
  await expect(page.getByText("it couldn’t prove that it came from the signed-in browser")).toHaveCount(1);

  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const deletion = indexedDB.deleteDatabase("latchkey-device");
        deletion.onsuccess = resolve;
        deletion.onerror = reject;
      }),
  );
  await openAnew(page, "/profile");
  await expect(signInDialog(page)).toBeVisible();
  await signInAgain(page, account);
  await expect(thisDevice(page)).toBeVisible();
  const goesOnAgain = refreshed(page);
  await openAnew(page, "/profile");
  await goesOnAgain;
  await thisDevice(page).locator("summary").click();
  await expect(thisDevice(page).getByText("Tied to a key")).toBeVisible();
});

test("where a key is required, a browser that can keep none is told in plain words, and any other signs in", async ({
  browser,
}) => {
  const provider = await startIdentityProvider();
  const app = await startServer({ env: { DEVICE_BINDING: "required", ...provider.settings } });
  const text = "Signing in here needs a browser that can keep a key.";
  try {
    await provider.register(app.origin);
    const keys = await browser.newContext({ baseURL: app.origin });
    const keyless = await browser.newContext({ baseURL: app.origin });
    await keyless.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
    const page = await keyless.newPage();
    const account = administrator;
    await page.goto("/login");
    await waitForHydration(page);
    await submitSignIn(page, account);
    await expect(page.getByRole("alert").filter({ hasText: text })).toBeVisible();
    await page.getByRole("button", { name: "Continue with Example ID" }).click();
    await expect(page.getByRole("status").filter({ hasText: text })).toBeVisible();
    expect(provider.authorizationRequests).toBe(0);
    expect((await keyless.cookies()).filter(({ name }) => name.includes("refresh"))).toEqual([]);

    const able = await keys.newPage();
    await able.goto("/login");
    await waitForHydration(able);
    await submitSignIn(able, account);
    await expect(able).toHaveURL(/\/dashboard/);
    const session = await able.evaluate(async () => (await (await fetch("/api/session")).json()).session);
    expect(session.binding).toBe("key");
    await Promise.all([keys.close(), keyless.close()]);
  } finally {
    await Promise.all([app.stop(), provider.stop()]);
  }
});
