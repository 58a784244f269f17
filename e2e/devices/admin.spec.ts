import { randomUUID } from "node:crypto";
import { administrator } from "@/e2e/support/accounts";
import { addAccounts } from "@/e2e/support/database";
import { confirmDialog, confirmSignOut, openDeviceScreen, thisDevice } from "@/e2e/support/device-screen";
import { submitSignIn } from "@/e2e/support/forms";
import { openHydrated } from "@/e2e/support/hydration";
import { expectSessionEnded, signedOutDialog, signInAgain } from "@/e2e/support/session-ended-page";
import { expect, test } from "@/e2e/support/test";

test("an administrator searches accounts by name or email, and pages through all of them", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const name = `Someone ${randomUUID().slice(0, 8)}`;
  const user = await newUser("Someone else");
  addAccounts(server, user, 20);
  const { email } = await newUser(name);
  await signIn(page, administrator);
  await page.goto("/dashboard");
  await page.getByRole("navigation").getByRole("link", { name: "People" }).click();
  // Another list may stand below: of the administrators who act as a user.
  const accounts = page.getByRole("main").getByRole("list").first().getByRole("listitem");
  await expect(accounts).toHaveCount(20);
  const first = await accounts.first().textContent();
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page.getByText(/^Page 2 of \d+$/)).toBeVisible();
  expect(await accounts.allTextContents()).not.toContain(first);
  await page.goto("/admin?page=9999");
  await expect(page.getByText(/^Page (\d+) of \1$/)).toBeVisible();
  await expect(accounts.first()).toBeVisible();

  const search = page.getByRole("searchbox", { name: "Name or email" });
  for (const words of [name.toLowerCase(), email]) {
    await search.fill(words);
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page).toHaveURL(({ searchParams }) => searchParams.get("query") === words);
    await expect(page.getByText("1 account found.")).toBeVisible();
    await expect(accounts).toContainText([name]);
  }
  await search.fill("no name contains this");
  await search.press("Enter");
  await expect(page.getByText("No accounts match your search.")).toBeVisible();
});

test("disabling an account signs it out at once and refuses sign-ins until it is enabled", async ({
  page,
  newDevice,
  newUser,
  signIn,
}) => {
  const account = await newUser(`Someone ${randomUUID().slice(0, 8)}`);
  const devices = [await newDevice(), await newDevice()];
  for (const device of devices) {
    await signIn(device, account);
    await openDeviceScreen(device);
  }
  await signIn(page, administrator);
  await openHydrated(page, `/admin?query=${account.email}`);
  await page.getByRole("link", { name: account.name }).click();
  await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Disable account" }).click();
  await expect(confirmDialog(page)).toContainText("is signed out of 2 devices right away");
  await confirmSignOut(page, "Disable account");
  await expect(page.getByText("Disabled", { exact: true })).toBeVisible();
  await expect(page.getByText("Not signed in on any device.")).toBeVisible();

  for (const device of devices) {
    const told = /An administrator disabled this account, today at \d/;
    await expectSessionEnded(device, account, { told, dialog: signedOutDialog });
    // A disabled account cannot sign in again in place.
    await expect(device.getByLabel("Password", { exact: true })).toHaveCount(0);
  }
  const [device = page] = devices;
  await signedOutDialog(device).getByRole("button", { name: "Go to sign in" }).click();
  await expect(device).toHaveURL("/login?returnTo=%2Fprofile");
  await expect(device.getByText("An administrator disabled this account, today at ")).toBeVisible();
  await expect(device.getByText(account.name)).toHaveCount(0);
  await submitSignIn(device, account);
  const refused = device.getByRole("alert").filter({ hasText: "This account has been disabled." });
  await expect(refused).toBeVisible();
  await expect(device.getByText(/disabled/)).toHaveCount(1);

  await page.getByRole("button", { name: "Enable account" }).click();
  await confirmSignOut(page, "Enable account");
  await expect(page.getByRole("button", { name: "Disable account" })).toBeVisible();
  await submitSignIn(device, account);
  await expect(device).toHaveURL("/profile");
});

test("an administrator ends all sessions of a user, who can sign in again", async ({
  page,
  newDevice,
  newUser,
  signIn,
}) => {
  const account = await newUser(`Someone ${randomUUID().slice(0, 8)}`);
  const device = await newDevice();
  await signIn(device, account);
  await openDeviceScreen(device);
  await signIn(page, administrator);
  await openHydrated(page, `/admin?query=${account.email}`);
  await page.getByRole("link", { name: account.name }).click();
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await confirmSignOut(page, "Sign out 1 device");
  await expect(page.getByText("Not signed in on any device.")).toBeVisible();

  // The user learns when, but not which administrator nor from where.
  await expectSessionEnded(device, account, { told: /An administrator ended this session, today at \d/ });
  await signInAgain(device, account);
  await expect(device).toHaveURL("/profile");
  await expect(thisDevice(device).getByRole("heading", { level: 3 })).toBeVisible();
});

test("administrators cannot disable their own account", async ({ page, signIn }) => {
  await signIn(page, administrator);
  await openHydrated(page, `/admin?query=${administrator.email}`);
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  await expect(page.getByRole("main").getByText(administrator.email)).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign out everywhere" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Disable account" })).toHaveCount(0);
});

test("users who are not administrators get 404 for the administration", async ({ page, newUser, signIn }) => {
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  const navigation = page.getByRole("navigation", { name: "Main" });
  await expect(navigation.getByRole("link")).toHaveText([
    "Dashboard",
    "Devices",
    "Security",
    "Activity",
    "Organizations",
  ]);
  for (const path of ["/admin", "/admin?query=ada", "/admin/users/anybody"]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
    await expect(page).toHaveTitle("Page not found · Latchkey");
    expect(await page.content()).not.toContain(administrator.email);
  }
});
