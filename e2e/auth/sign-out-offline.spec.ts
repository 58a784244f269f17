import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { signOut } from "@/e2e/support/account-menu";
import { signInOverHttp } from "@/e2e/support/accounts";
import { test as base, expect } from "@/e2e/support/faults";
import { openHydrated } from "@/e2e/support/hydration";

const test = base.extend<{ silentServer: string }>({
  /** The address of a server that takes connections and answers none. */
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
  silentServer: async ({}, use) => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    server.close();
  },
});

for (const what of ["lost", "unanswered"])
  test(`the service worker finishes a sign-out that was ${what}, after the page is closed`, {
    tag: "@full-browser",
  }, async ({ page, context, expectConsole, pageAndPhone, silentServer }) => {
    if (what === "lost") expectConsole(/ERR_CONNECTION_RESET/);
    const { phone: other } = pageAndPhone;
    await page.goto("/dashboard");
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    // The requests of the page, not those of the worker.
    for (const request of ["**/api/auth/logout", "**/login**"])
      await page.route(request, (route) =>
        what === "lost" ? route.abort("connectionreset") : route.continue({ url: silentServer }),
      );
    await signOut(page);
    await expect(page.getByRole("heading", { name: /^Hello/ })).toHaveCount(0);
    await page.close();
    await expect
      .poll(async () => (await other.get("/api/sessions")).json.sessions.length, { timeout: 15_000 })
      .toBe(1);
    await expect
      .poll(async () => (await context.cookies()).map(({ name }) => name).join())
      .not.toContain("left");
  });

test("signing out works offline", async ({ page, context, server, newUser, signIn, expectConsole }) => {
  expectConsole(/ERR_INTERNET_DISCONNECTED/);
  const account = await newUser();
  await signIn(page, account);
  await openHydrated(page, "/dashboard");
  await expect(page.getByRole("heading", { name: /^Hello/ })).toBeVisible();
  await context.setOffline(true);
  await signOut(page);
  await expect(page.getByRole("heading", { name: /^Hello/ })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "You’re signed out on this device" })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();

  await context.setOffline(false);
  await expect(page).toHaveURL(/\/login/);
  const other = await signInOverHttp(server, account);
  await expect
    .poll(async () => (await other.get("/api/sessions")).json.sessions.length, { timeout: 15_000 })
    .toBe(1);
});
