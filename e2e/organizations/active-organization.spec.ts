/** What a session works in, and what organization pages show while the server, the network or the proof of presence is missing. */
import type { Page } from "@playwright/test";
import { openAccountMenu } from "@/e2e/support/account-menu";
import { thisDevice } from "@/e2e/support/device-screen";
import { openHydrated, waitForHydratedElements } from "@/e2e/support/hydration";
import { rowOf } from "@/e2e/support/organizations";
import { newOrganization } from "@/e2e/support/organizations-over-http";
import { advanceServerClock } from "@/e2e/support/server-clock";
import { expect, test } from "@/e2e/support/test";
import { API_KEY_PREFIX } from "@/lib/session/product";

const WINDOW_SECONDS = 60;
const WEEK_SECONDS = 7 * 24 * 3600;
// A server of its own, whose clock the stories move.
test.use({ settings: { env: { REAUTHENTICATION_WINDOW: String(WINDOW_SECONDS) } } });

/** Chooses in the header what the session works in. */
async function choose(page: Page, ...names: string[]): Promise<void> {
  const menu = await openAccountMenu(page);
  for (const name of names) {
    await menu.getByRole("button", { name, exact: true }).click();
    await expect(menu.getByRole("button", { name, exact: true })).toHaveAttribute("aria-pressed", "true");
  }
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
}

const brandOf = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--color-brand"));

test("what the session works in is chosen in one tab and seen in the other at once, also on the device screen", async ({
  page,
  context,
  server,
  signIn,
}) => {
  const organization = await newOrganization(server, { name: "Harbour Works" });
  const { id, owner } = organization;
  await organization.post("workspaces", { name: "The Quay" });
  await owner.browser.patch(`/api/organizations/${id}`, { branding: { primaryColor: "#8a3ffc" } });
  await signIn(page, owner.account);
  const other = await context.newPage();
  await openHydrated(other, "/profile");
  await openHydrated(page, "/dashboard");

  await choose(page, "Harbour Works", "The Quay");
  await expect(thisDevice(other)).toContainText("Harbour Works");
  for (const tab of [page, other]) {
    await expect.poll(() => brandOf(tab)).toBe("#8a3ffc");
    await expect(tab.getByRole("link", { name: "Working in Harbour Works" })).toBeVisible();
  }
  const menu = await openAccountMenu(other);
  for (const name of ["Harbour Works", "The Quay"])
    await expect(menu.getByRole("button", { name, exact: true })).toHaveAttribute("aria-pressed", "true");

  // The open menu of the other tab follows, too. Another organization has no workspace of this one.
  await choose(page, "No organization");
  await expect(menu.getByRole("button", { name: "No organization" })).toHaveAttribute("aria-pressed", "true");
  await expect(menu.getByRole("button", { name: "The Quay" })).toHaveCount(0);
  await expect(thisDevice(other)).not.toContainText("Harbour Works");
  for (const tab of [page, other]) {
    await expect.poll(() => brandOf(tab)).not.toBe("#8a3ffc");
    await expect(tab.getByRole("link", { name: "Working in Harbour Works" })).toHaveCount(0);
  }
});

test("an organization's pages load, fail, and wait offline; a key and the deletion ask for the password", async ({
  page,
  context,
  server,
  signIn,
  expectConsole,
}) => {
  expectConsole(/the server responded with a status of 500/);
  const organization = await newOrganization(server, { name: "Dock Works" });
  const { id, owner } = organization;
  const bob = await organization.addMember("Bob Quay");
  await signIn(page, owner.account);
  await openHydrated(page, `/organizations/${id}/members`);
  const row = rowOf(page, bob.account.email);

  // A choice forgets what was loaded: the page shows that it loads, then that it could not.
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await choose(page, "Dock Works");
  await page.route("/api/organizations", async (route) => {
    await asked;
    await route.fulfill({ status: 500, json: { error: "server_error" } });
  });
  const menu = await openAccountMenu(page);
  await menu.getByRole("button", { name: "No organization" }).click();
  await expect(page.getByText("Loading members")).toHaveCount(1);
  await expect(row).toHaveCount(0);
  answer();
  const failed = page.getByRole("alert").filter({ hasText: "This organization couldn’t be loaded." });
  await expect(failed).toBeVisible();
  await page.unroute("/api/organizations");
  await page.keyboard.press("Escape");
  await failed.getByRole("button", { name: "Try again" }).click();
  await expect(row).toBeVisible();

  await context.setOffline(true);
  await expect(page.getByText("You can make changes when you’re back online.")).toBeVisible();
  await expect(row.getByRole("button", { name: "Remove Bob Quay" })).toBeDisabled();
  await expect(row.getByRole("combobox")).toBeDisabled();
  await context.setOffline(false);
  await expect(row.getByRole("button", { name: "Remove Bob Quay" })).toBeEnabled();

  // Long after the sign-in, a key and the deletion need the password, and go on by themselves then.
  const proof = page.getByRole("alertdialog", { name: "Confirm it’s you" });
  async function confirm() {
    await proof.getByLabel("Password", { exact: true }).fill(owner.account.password);
    await proof.getByRole("button", { name: "Confirm" }).click();
    await expect(proof).toHaveCount(0);
  }
  await openHydrated(page, `/organizations/${id}/api-keys`);
  await advanceServerClock(server, WINDOW_SECONDS);
  await page.getByLabel("Name", { exact: true }).fill("Nightly export");
  await page.getByRole("button", { name: "Create key" }).click();
  await confirm();
  await expect(page.getByRole("main").locator("code")).toHaveText(new RegExp(`^${API_KEY_PREFIX}`));
  await openHydrated(page, `/organizations/${id}`);
  await advanceServerClock(server, WINDOW_SECONDS);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete Dock Works?" });
  await dialog.getByRole("textbox").fill("dock-works");
  await dialog.getByRole("button", { name: "Delete organization" }).click();
  await confirm();
  await expect(page).toHaveURL("/organizations");
  await expect(page.getByText("You’re not in an organization yet.")).toBeVisible();
});

test("an invitation of a week ago is refused, and says where to get a new one", async ({
  page,
  server,
  signIn,
  newUser,
}) => {
  const bob = await newUser("Bob Quay");
  const link = await (await newOrganization(server)).invite(bob.email);
  await advanceServerClock(server, WEEK_SECONDS);
  await signIn(page, bob);
  await page.goto(link);
  await waitForHydratedElements(page, "main form");
  await page.getByRole("button", { name: `Join as ${bob.email}` }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("This invitation has expired");
  await page.reload();
  await expect(page.getByText("Open the link from your invitation again.")).toBeVisible();
});
