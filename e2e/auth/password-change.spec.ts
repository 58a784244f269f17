import type { Page } from "@playwright/test";
import { otherDevices } from "@/e2e/support/device-screen";
import { submitSignIn } from "@/e2e/support/forms";
import { expectSessionEnded, signInAgain, signInDialog } from "@/e2e/support/session-ended-page";
import { expect, test } from "@/e2e/support/two-devices";
import { THIS_BROWSER } from "@/e2e/support/user-agents";

const NEW = "seven quiet lanterns in a row";

async function changePassword(page: Page, current: string, next: string): Promise<void> {
  await page.getByLabel("Current password", { exact: true }).fill(current);
  await page.getByLabel("New password", { exact: true }).fill(next);
  await page.getByRole("button", { name: "Change password" }).click();
}

test("changing the password signs the other devices out and says why; this device stays signed in", async ({
  page,
  twoDevices,
}) => {
  const { account, other } = twoDevices;
  await page.goto("/profile/security");
  await changePassword(page, account.password, NEW);
  await expect(page.getByText("Password changed. Other devices are signed out.")).toBeVisible();
  await expect(page.getByLabel("Current password", { exact: true })).toHaveValue("");

  await expectSessionEnded(other, account, {
    told: new RegExp(
      `This session ended because you changed your password from ${THIS_BROWSER}, today at \\d`,
    ),
  });
  const password = signInDialog(other).getByLabel("Password", { exact: true });
  await password.fill(account.password);
  await password.press("Enter");
  await expect(signInDialog(other).getByRole("alert")).toContainText("Incorrect password");
  await signInAgain(other, { password: NEW });
  await other.getByRole("navigation").getByRole("link", { name: "Activity" }).click();
  await expect(other).toHaveURL("/profile/activity");
  await expect(other.getByText("You changed your password").first()).toBeVisible();

  // This device never had to sign in again, neither for a page nor for a call.
  await page.getByRole("navigation").getByRole("link", { name: "Devices" }).click();
  await expect(page).toHaveURL("/profile");
  await expect(otherDevices(page)).toHaveCount(1);
});

test("a password change can leave the other devices signed in", async ({ page, twoDevices }) => {
  const { account, other } = twoDevices;
  await page.goto("/profile/security");
  await page.getByRole("checkbox", { name: "Sign out all other devices" }).uncheck();
  await changePassword(page, account.password, NEW);
  await expect(page.getByText("Password changed", { exact: true })).toBeVisible();
  await other.getByRole("navigation").getByRole("link", { name: "Activity" }).click();
  await expect(other).toHaveURL("/profile/activity");
});

test("a wrong current password shows an error at its field and changes nothing", async ({
  page,
  newDevice,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(page, account);
  await page.goto("/profile/security");
  await changePassword(page, "not the password at all", NEW);
  const current = page.getByLabel("Current password", { exact: true });
  await expect(current).toBeFocused();
  await expect(current).toHaveAccessibleDescription("Incorrect current password.");

  await changePassword(page, account.password, "too short");
  const next = page.getByLabel("New password", { exact: true });
  await expect(next).toBeFocused();
  await expect(next).toHaveAttribute("aria-invalid", "true");

  const other = await newDevice();
  await other.goto("/login");
  await submitSignIn(other, account);
  await expect(other).toHaveURL("/dashboard");
});

test("a changed name shows at once and after a reload", async ({ page, newUser, signIn }) => {
  await signIn(page, await newUser("Robin Before"));
  await page.goto("/profile/security");
  await page.getByLabel("Name").fill("Robin After");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByRole("banner")).toContainText("Robin After");
  await page.reload();
  await expect(page.getByRole("banner")).toContainText("Robin After");
});

test("without JavaScript the name and the password are changed, and neither is ever in the address", async ({
  newDevice,
  newUser,
  signIn,
}) => {
  const account = await newUser("Robin Before");
  const page = await newDevice({ javaScriptEnabled: false });
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  await signIn(page, account);
  await page.goto("/profile/security");
  await page.getByLabel("Name").fill("Robin After");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Name saved")).toBeVisible();
  await expect(page.getByRole("banner")).toContainText("Robin After");

  await changePassword(page, "not the password at all", NEW);
  await expect(page.getByText("Incorrect current password.")).toBeVisible();
  await changePassword(page, account.password, NEW);
  await expect(page.getByText("Password changed", { exact: true })).toBeVisible();
  await page.goto("/profile");
  await expect(page).toHaveURL("/profile");
  const told = addresses.join("\n");
  for (const secret of [account.password, NEW, "Robin"]) {
    expect(told).not.toContain(encodeURIComponent(secret));
    expect(told).not.toContain(new URLSearchParams({ secret }).toString().slice("secret=".length));
  }
});
