import { otherDevices } from "@/e2e/support/device-screen";
import { openHydrated, waitForHydratedElements, waitForHydratedPage } from "@/e2e/support/hydration";
import {
  expect,
  PERSON,
  PROVIDER_BUTTON,
  REAUTHENTICATION_WINDOW,
  signInByProvider,
  test,
} from "@/e2e/support/provider-site";

test("a user without a password reports a device, after signing in again at the provider", async ({
  openSite,
  browser,
}) => {
  const { app, page } = await openSite("localhost", "localhost");
  const phone = await browser.newContext({ baseURL: app.origin });
  for (const device of [page, await phone.newPage()]) {
    await device.goto("/login");
    await waitForHydratedElements(device, 'form[action="/api/auth/oidc/start"]');
    await signInByProvider(device);
  }
  const isSignedIn = async () =>
    (await (await phone.request.get("/api/session", { maxRetries: 2 })).json()).authenticated;
  expect(await isSignedIn()).toBe(true);

  await openHydrated(page, "/profile");
  await app.advanceClock((REAUTHENTICATION_WINDOW + 1) * 1000);
  await otherDevices(page)
    .getByRole("link", { name: /^Wasn’t you/ })
    .click();
  await expect(page.getByRole("heading", { name: "Make sure it’s you" })).toBeVisible();
  await expect(page.getByLabel(/password/i)).toHaveCount(0);
  const secure = page.getByRole("button", { name: "Secure my account" });
  await secure.click();
  const dialog = page.getByRole("alertdialog", { name: "Confirm it’s you" });
  await dialog.getByRole("button", { name: "Sign in again with Example ID" }).click();
  expect(await isSignedIn()).toBe(true);
  await page.getByRole("button", { name: PERSON.email }).click();
  await expect(page).toHaveURL(/\/profile\/report\?session=/);
  await waitForHydratedPage(page);
  await secure.click();
  await expect(page.getByText("Your account is secured. All other devices are signed out.")).toBeVisible();
  expect(await isSignedIn()).toBe(false);
  await page.goto("/profile");
  await expect(page.getByText("You’re only signed in on this device.")).toBeVisible();
  await expect(page.getByRole("button", PROVIDER_BUTTON)).toHaveCount(0);
  await phone.close();
});
