import { endedDevices, openDeviceScreen, thisDevice } from "@/e2e/support/device-screen";
import { expect, test } from "@/e2e/support/faults";
import { openHydrated } from "@/e2e/support/hydration";
import { pressOn, typeInto } from "@/e2e/support/keyboard";
import { typeNote } from "@/e2e/support/notes";
import { activityResponse } from "@/e2e/support/requests";
import { advanceClocks, sleepMachine } from "@/e2e/support/server-clock";

/** Seconds. */
const IDLE = 720;
/** The warning period of such a limit: its last third. */
const WARNING = IDLE / 3;
/** A browser reports user input at most so often, over all tabs. */
const REPORTED_EVERY = 60;
test.use({ settings: { env: { IDLE_TIMEOUT: String(IDLE) } } });

test("one key press at the expiry warning keeps the user signed in, in every tab", async ({
  page,
  context,
  server,
  newUser,
  signIn,
}) => {
  await context.clock.install();
  await signIn(page, await newUser());
  await Promise.all([activityResponse(page), page.goto("/dashboard")]);
  const other = await context.newPage();
  await openHydrated(other, "/profile");
  await Promise.all([activityResponse(other), advanceClocks(server, context, REPORTED_EVERY)]);
  await advanceClocks(server, context, IDLE - WARNING - REPORTED_EVERY);

  const warning = page.getByRole("alertdialog", { name: "Are you still there?" });
  const same = other.getByRole("alertdialog", { name: "Are you still there?" });
  await expect(warning).toBeVisible();
  await expect(same).toBeVisible();
  await expect(warning.getByRole("status")).toHaveText(/^4 minutes left$/);
  await pressOn(warning.getByRole("button", { name: "Stay signed in" }), "Enter");
  await expect(warning).toBeHidden();
  await expect(same).toBeHidden();
  // Both tabs stay signed in past the limit that the warning was about.
  await advanceClocks(server, context, WARNING + 1);
  await expect(page.getByRole("heading", { name: /^Hello/ })).toBeVisible();
  await expect(other.getByRole("heading", { name: "Devices", level: 1 })).toBeVisible();
});

test("a machine that slept past the idle limit shows that the session has ended, without showing the page first", async ({
  page,
  context,
  server,
  newUser,
  signIn,
}) => {
  await context.clock.install();
  const account = await newUser();
  await signIn(page, account);
  await Promise.all([activityResponse(page), page.goto("/profile/security")]);
  await page.getByLabel("Name", { exact: true }).fill("Half a na");
  await sleepMachine(server, context, IDLE + 1);

  const dialog = page.getByRole("alertdialog", { name: "Sign in to continue" });
  await expect(dialog).toContainText("Signed out after a period of inactivity, today at ");
  await expect(page.getByRole("heading", { name: "Security" })).toHaveCount(0);

  const password = dialog.getByLabel("Password", { exact: true });
  await password.fill(account.password);
  await password.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Half a na");
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
});

test("the focus returns to the field after an unanswered expiry warning and signing in again", async ({
  page,
  context,
  server,
  newUser,
  signIn,
}) => {
  await context.clock.install();
  const account = await newUser();
  await signIn(page, account);
  await Promise.all([activityResponse(page), page.goto("/dashboard")]);
  await typeNote(page, "Half a thou");
  await advanceClocks(server, context, IDLE - WARNING);
  await expect(page.getByRole("alertdialog", { name: "Are you still there?" })).toBeVisible();
  // On a slow machine the dialog's button loses the focus before the page is hidden.
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await advanceClocks(server, context, WARNING + 1);

  const dialog = page.getByRole("alertdialog", { name: "Sign in to continue" });
  const password = dialog.getByLabel("Password", { exact: true });
  await password.fill(account.password);
  await password.press("Enter");
  await expect(dialog).toBeHidden();
  await typeInto(page.getByLabel("Note"), "ght");
  await expect(page.getByLabel("Note")).toHaveValue("Half a thought");
});

test("signing in again in one tab moves the device screen of another tab to the new session", async ({
  page,
  context,
  server,
  newUser,
  signIn,
}) => {
  await context.clock.install();
  const account = await newUser();
  await signIn(page, account);
  const other = await context.newPage();
  await openDeviceScreen(other);
  await page.goto("/dashboard");
  await advanceClocks(server, context, IDLE + 1);
  const dialog = page.getByRole("alertdialog", { name: "Sign in to continue" });
  const password = dialog.getByLabel("Password", { exact: true });
  await password.fill(account.password);
  await password.press("Enter");
  await expect(thisDevice(other)).toBeVisible();
  await expect(endedDevices(other).first()).toContainText("Signed out after a period of inactivity");
});

test("choosing another account after the idle limit shows the reason on the sign-in page, and Back shows nothing", async ({
  page,
  context,
  server,
  newUser,
  signIn,
}) => {
  await context.clock.install();
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  const other = await context.newPage();
  await other.goto("/profile");
  await advanceClocks(server, context, IDLE + 1);
  await expect(other.getByRole("alertdialog", { name: "Sign in to continue" })).toBeVisible();
  await page.getByRole("button", { name: "Use another account" }).click();
  await expect(other).toHaveURL(/\/login\?returnTo=%2Fprofile/);
  await expect(page).toHaveURL(/\/login\?returnTo=/);
  await expect(page.getByRole("status")).toContainText("Signed out after a period of inactivity, today at ");
  await page.goBack();
  await expect(page).toHaveURL(/\/login/);
  expect(await page.content()).not.toContain("Hello, ");
});
