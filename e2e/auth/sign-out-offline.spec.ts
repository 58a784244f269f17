import { signOut } from "@/e2e/support/account-menu";
import { signInOverHttp } from "@/e2e/support/accounts";
import { expect, test } from "@/e2e/support/faults";
import { openHydrated } from "@/e2e/support/hydration";

test("the service worker finishes a lost sign-out after the page is closed", {
  tag: "@full-browser",
}, async ({ page, context, expectConsole, pageAndPhone }) => {
  expectConsole(/ERR_CONNECTION_RESET/);
  const { phone: other } = pageAndPhone;
  await page.goto("/dashboard");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  // The requests of the page, not those of the worker. The sign-in page itself would finish the sign-out.
  await page.route("**/api/auth/logout", (route) => route.abort("connectionreset"));
  await page.route("**/login**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<h1>Sign-in page</h1>" }),
  );
  await signOut(page);
  // The page knows that the sign-out was lost. Whether it has left depends on what else the server has answered.
  const waits = page.getByRole("heading", { name: "You’re signed out on this device" });
  await expect(waits.or(page.getByRole("heading", { name: "Sign-in page" }))).toBeVisible();
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
  await expect(page.getByText("Reconnecting…")).toHaveCount(0);

  await context.setOffline(false);
  await expect(page).toHaveURL(/\/login/);
  const other = await signInOverHttp(server, account);
  await expect
    .poll(async () => (await other.get("/api/sessions")).json.sessions.length, { timeout: 15_000 })
    .toBe(1);
});
