import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { administrator } from "@/e2e/support/accounts";
import { makeAdministrator } from "@/e2e/support/database";
import {
  confirmDialog,
  confirmSignOut,
  openDeviceScreen,
  otherDevices,
  pressSignOut,
} from "@/e2e/support/device-screen";
import { holdScripts } from "@/e2e/support/forms";
import { openHydrated } from "@/e2e/support/hydration";
import { lastMail } from "@/e2e/support/outbox";
import { expectAccessible, expectNoOverflow, NARROWEST, SIZES } from "@/e2e/support/screen-checks";
import { expect, test } from "@/e2e/support/test";

test("an administrator acts as a user, who sees it; nothing can be changed; Stop leads back", async ({
  page,
  playwright,
  server,
  newDevice,
  newUser,
  signIn,
}) => {
  const user = await newUser(`Robin ${randomUUID().slice(0, 8)}`);
  const theirs = await newDevice();
  await signIn(theirs, user);
  await signIn(page, administrator);
  const banner = page.getByRole("region", { name: "Acting as another user" });

  async function actAsUser() {
    await openHydrated(page, `/admin?query=${user.email}`);
    await page.getByRole("link", { name: user.name }).click();
    await page.getByRole("button", { name: "Act as this user" }).click();
    await confirmDialog(page).getByRole("button", { name: "Continue" }).click();
    await expect(confirmDialog(page).getByText("Give a reason.")).toBeVisible();
    await confirmDialog(page).getByLabel("Reason").fill("Can’t see the devices");
    await confirmDialog(page).getByRole("button", { name: "Continue" }).click();
    await expect(page).toHaveURL("/impersonate");
    await page.getByRole("button", { name: "Continue as this user" }).click();
    await expect(page).toHaveURL("/dashboard");
  }

  await actAsUser();
  await expect(banner).toContainText(`${administrator.name}, you’re acting as ${user.name} until`);
  await expectAccessible(page);
  await expectNoOverflow(page, [NARROWEST, SIZES.desktop]);

  // It looks, and changes nothing.
  await expect(page.getByRole("button", { name: "Save note" })).toHaveCount(0);
  await openHydrated(page, "/profile/security");
  await expect(banner).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Another Name");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(
    page.getByText("While you act as this user you can look, but not change anything."),
  ).toBeVisible();
  await page.goto("/profile");
  await expect(page.getByRole("heading", { name: administrator.name })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Rename / })).toHaveCount(0);
  await page.goto("/admin");
  await expect(page.getByRole("heading", { name: "People" })).toHaveCount(0);
  await expect(banner).toBeVisible();

  // The user sees who it is, among the devices, in the activity and by mail.
  await openDeviceScreen(theirs);
  const acting = otherDevices(theirs).filter({ hasText: administrator.name });
  await expect(acting).toContainText("Administrator");
  await theirs.goto("/profile/activity");
  await expect(theirs.getByText("An administrator signed in as you")).toBeVisible();
  const mail = await lastMail(server, user.email);
  expect(mail.subject).toBe("An administrator signed in as you");
  expect(mail.text).toContain(administrator.name);

  // So does another administrator, with the reason.
  const other = await newDevice();
  const colleague = await newUser();
  makeAdministrator(server, colleague);
  await signIn(other, colleague);
  await other.goto("/admin");
  const running = other
    .getByRole("listitem")
    .filter({ hasText: `${administrator.name} acting as ${user.name}` });
  await expect(running).toContainText("Can’t see the devices");

  await other.goto(`/admin/activity?event=impersonation_started&user=${user.email}`);
  await expect(other.getByRole("main").getByRole("listitem")).toHaveCount(1);
  await expect(other.getByRole("main").getByRole("listitem")).toContainText("Can’t see the devices");
  await other.goto("/admin");

  // Before React listens: what the page hears of the end while its answer is on the way does not lead to the sign-in page.
  const scripts = await holdScripts(page);
  const { emptied } = await whenEmptied(page);
  const network = await playwright.request.newContext();
  await page.route("**/api/auth/impersonation/stop*", async (route) => {
    // Outside the browser, which gets the new cookies with the answer alone.
    const headers = await route.request().allHeaders();
    const response = await network.fetch(route.request(), { headers, maxRedirects: 0 });
    scripts.release();
    await emptied;
    await route.fulfill({ response });
  });
  await page.goto("/profile", { waitUntil: "commit" });
  await banner.getByRole("button", { name: "Stop" }).click();
  await expect(page).toHaveURL(/\/admin\/users\//);
  await network.dispose();
  await expect(page.getByRole("heading", { level: 1, name: user.name })).toBeVisible();
  await expect(banner).toHaveCount(0);
  await other.reload();
  await expect(running).toHaveCount(0);

  // The user ends the next one.
  await actAsUser();
  await openDeviceScreen(theirs);
  await pressSignOut(acting);
  await confirmSignOut(theirs);
  await expect(acting).toHaveCount(0);
  // The row leaves the list before the server has answered.
  await expect(async () => {
    await page.goto("/dashboard");
    expect(new URL(page.url()).pathname).toBe("/login");
  }).toPass();
});

/**
 * @returns a promise of when the page shows nothing any more. The page says so itself: a locator waits for the document that
 *   is being loaded
 */
async function whenEmptied(page: Page): Promise<{ emptied: Promise<void> }> {
  const { promise: emptied, resolve } = Promise.withResolvers<void>();
  await page.exposeFunction("noteEmptied", resolve);
  await page.addInitScript(() => {
    let wasThere = false;
    new MutationObserver(() => {
      const isThere = document.querySelector("html:not([data-blank]) main") !== null;
      if (wasThere && !isThere) (window as Window & { noteEmptied?: () => void }).noteEmptied?.();
      wasThere = isThere;
    }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-blank"] });
  });
  return { emptied };
}
