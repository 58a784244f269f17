import { openDeviceScreen, otherDevices, thisDevice } from "@/e2e/support/device-screen";
import { openBeforeHydration } from "@/e2e/support/forms";
import { expect, test } from "@/e2e/support/test";
import { IPHONE } from "@/e2e/support/user-agents";

test("each device shows its name and limits; details hide its IP address and user agent", async ({
  page,
  newDevice,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(await newDevice({ userAgent: IPHONE }), account, { rememberMe: true });
  await signIn(page, account);
  await page.goto("/profile");
  const phone = otherDevices(page);
  await expect(phone.getByRole("heading")).toHaveText("Safari on iOS");
  await expect(phone).toContainText("Local network");
  await expect(phone).toContainText("Expires in 90 days, or after 14 days of inactivity");
  await expect(phone).not.toContainText("()");
  await expect(phone.getByText("IP address at sign-in")).toBeHidden();
  await phone.getByText("Details").click();
  await expect(phone.getByText("IP address at sign-in")).toBeVisible();
  await expect(phone.getByText(IPHONE)).toBeVisible();
});

test("details that are opened before hydration show their timeline after it", async ({
  page,
  newUser,
  signIn,
}) => {
  await signIn(page, await newUser());
  const { release } = await openBeforeHydration(page, "/profile");
  await thisDevice(page).getByText("Details").click();
  await expect(thisDevice(page).getByText("IP address at sign-in")).toBeVisible();
  release();
  await expect(thisDevice(page).getByRole("figure")).toContainText("efreshed");
});

test("a timeline that cannot be loaded shows an error and can be loaded again", async ({
  page,
  newUser,
  signIn,
  expectConsole,
}) => {
  expectConsole(/status of 500/);
  await signIn(page, await newUser());
  await page.route("/api/sessions/*/timeline", (route) => route.fulfill({ status: 500, body: "broken" }), {
    times: 1,
  });
  await openDeviceScreen(page);
  await thisDevice(page).getByText("Details").click();
  await expect(thisDevice(page).getByText("This couldn’t be loaded.")).toBeVisible();
  await thisDevice(page)
    .getByRole("button", { name: "Try again to load the token refreshes of Chrome on Windows", exact: true })
    .click();
  await expect(thisDevice(page).getByRole("figure")).toContainText("efreshed");
});
