import { appCode, setUpApp } from "@/e2e/support/authenticators";
import { openDeviceScreen, otherDevices } from "@/e2e/support/device-screen";
import { waitForHydration } from "@/e2e/support/forms";
import { lastMail, otherCode } from "@/e2e/support/outbox";
import { advanceServerClock } from "@/e2e/support/server-clock";
import { expect, test } from "@/e2e/support/two-devices";

// A clock of its own.
test.use({ settings: {} });

test("a device that isn't the user's is reported in one step: it is out, the password is another one, the address the user's", async ({
  page,
  server,
  pageAndPhone,
}) => {
  const { account, phone } = pageAndPhone;
  const email = `not-${account.email}`;
  expect((await phone.post("/api/me/email", { email })).status).toBe(202);
  const { code } = await lastMail(server, email);
  expect((await phone.post("/api/me/email/confirm", { code })).status).toBe(200);
  await openDeviceScreen(page);
  await otherDevices(page)
    .first()
    .getByRole("link", { name: /^Wasn’t you/ })
    .click();
  await expect(page.getByRole("heading", { name: "Secure your account" })).toBeVisible();
  await waitForHydration(page);
  await page.getByLabel("Current password", { exact: true }).fill("not the password, sorry");
  await page.getByLabel("New password", { exact: true }).fill(`another ${account.password}`);
  await page.getByRole("button", { name: "Secure my account" }).click();
  await expect(page.getByText("Incorrect current password.")).toBeVisible();
  expect((await phone.get("/api/session")).json.authenticated).toBe(true);

  await page.getByLabel("Current password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Secure my account" }).click();
  await expect(page.getByText("Your account is secured.")).toBeVisible();
  await expect(page.getByText(`Your email address is ${account.email} again.`)).toBeVisible();
  expect((await phone.get("/api/session")).json.authenticated).toBe(false);
  await page.getByRole("link", { name: "See your devices" }).click();
  await expect(page.getByText("You’re only signed in on this device.")).toBeVisible();
});

test("a user with a second factor gives it to the report as well", async ({ page, server, pageAndPhone }) => {
  const { account, phone } = pageAndPhone;
  const secret = await setUpApp(page, server);
  await advanceServerClock(server, 60);
  await openDeviceScreen(page);
  await otherDevices(page)
    .first()
    .getByRole("link", { name: /^Wasn’t you/ })
    .click();
  await waitForHydration(page);
  await page.getByLabel("Current password", { exact: true }).fill(account.password);
  await page.getByLabel("New password", { exact: true }).fill(`another ${account.password}`);
  const code = page.getByLabel("Code", { exact: true });
  await code.fill(otherCode(await appCode(server, secret)));
  const secure = page.getByRole("button", { name: "Secure my account" });
  await secure.click();
  await expect(page.getByText("That code isn’t right.")).toBeVisible();
  await expect(code).toBeFocused();
  expect((await phone.get("/api/session")).json.authenticated).toBe(true);
  await code.fill(await appCode(server, secret));
  await secure.click();
  await expect(page.getByText("Your account is secured.")).toBeVisible();
  expect((await phone.get("/api/session")).json.authenticated).toBe(false);
});

test("without JavaScript the same form secures the account", async ({ newDevice, newUser, signIn }) => {
  const account = await newUser();
  const thief = await newDevice();
  await signIn(thief, account);
  const page = await newDevice({ javaScriptEnabled: false });
  await signIn(page, account);
  await page.goto("/profile/activity");
  await page
    .getByRole("link", { name: /^Wasn’t you/ })
    .first()
    .click();
  await page.getByLabel("Current password", { exact: true }).fill(account.password);
  await page.getByLabel("New password", { exact: true }).fill(`another ${account.password}`);
  await page.getByRole("button", { name: "Secure my account" }).click();
  await expect(page.getByText("Your account is secured.")).toBeVisible();
  const { authenticated } = await (await thief.request.get("/api/session")).json();
  expect(authenticated).toBe(false);
  await page.goto("/profile");
  await expect(page.getByRole("heading", { name: "Devices", exact: true })).toBeVisible();
});

test("an address that says the account is secured is not believed while its password is the old one", async ({
  page,
  pageAndPhone,
}) => {
  const { session } = (await pageAndPhone.phone.get("/api/session")).json;
  await pageAndPhone.phone.post("/api/auth/logout");
  await page.goto(`/profile/report?session=${session.id}&done=yes`);
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await expect(page.getByText("Your account is secured.")).toHaveCount(0);
});
