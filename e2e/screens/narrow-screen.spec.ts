import type { Page } from "@playwright/test";
import { administrator, newAccount } from "@/e2e/support/accounts";
import { addDevices } from "@/e2e/support/database";
import {
  confirmDialog,
  confirmSignOut,
  openDeviceScreen,
  otherDevices,
  pressSignOut,
} from "@/e2e/support/device-screen";
import { openHydrated } from "@/e2e/support/hydration";
import { typeNote } from "@/e2e/support/notes";
import { advanceServerClock } from "@/e2e/support/server-clock";
import { signInDialog } from "@/e2e/support/session-ended-page";
import { expect, test } from "@/e2e/support/test";

/** A server of its own: the story moves its clock. */
test.use({ settings: {} });

/** Seconds, by default. */
const REAUTHENTICATION_WINDOW = 900;

const NARROWEST = { width: 320, height: 640 };

/** As long as the parts of an address and a name may be, without a place where a line could break. */
const LONG_EMAIL = `${"w".repeat(64)}@${"w".repeat(63)}.${"w".repeat(63)}.example`;
const LONG_NAME = "W".repeat(100);

/** Expects that no text is outside the window, and that nothing makes the page wider than the window. */
async function expectToFit(page: Page, where: string): Promise<void> {
  const outside = await page.evaluate(() => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode as Text;
      const parent = text.parentElement;
      // One is shortened on purpose; the other is for screen readers only.
      if (!parent?.checkVisibility() || parent.closest(".truncate, .sr-only")) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const { left, right } = range.getBoundingClientRect();
      if (left < -1 || right > innerWidth + 1) found.push(text.data);
    }
    return found;
  });
  expect(outside, where).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBe(NARROWEST.width);
}

test("names and addresses of any length stay within 320 px, on every page and in every dialog", async ({
  page,
  server,
  signIn,
  newDevice,
}) => {
  const account = { ...newAccount(LONG_NAME), email: LONG_EMAIL };
  expect((await page.request.post("/api/auth/signup", { data: account, maxRetries: 2 })).status()).toBe(201);
  addDevices(server, account, [
    {
      label: "W".repeat(60),
      user_agent: `Mozilla/5.0 ${"x".repeat(300)}`,
      ip_address: "2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff",
    },
  ]);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.setViewportSize(NARROWEST);
  for (const path of ["/profile", "/profile/activity", "/profile/security", "/login", "/dashboard"]) {
    await page.goto(path);
    for (const details of await page.getByText("Details").all()) await details.click();
    await expectToFit(page, path);
  }
  await typeNote(page, LONG_NAME);
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await expectToFit(page, "the saved note");

  await openDeviceScreen(page);
  await advanceServerClock(server, REAUTHENTICATION_WINDOW + 1);
  await pressSignOut(otherDevices(page).first());
  await expect(confirmDialog(page)).toBeVisible();
  await expectToFit(page, "the dialog that asks before a device is signed out");
  await confirmSignOut(page);
  const proof = page.getByRole("alertdialog", { name: "Confirm it’s you" });
  await expect(proof).toContainText(LONG_EMAIL);
  await expectToFit(page, "the dialog that asks for the password");
  const password = proof.getByLabel("Password", { exact: true });
  await password.fill(account.password);
  await password.press("Enter");
  await expect(page.getByText(/^Signed out W+/)).toBeVisible();
  await expectToFit(page, "the message that a device is signed out");

  const admin = await newDevice({ viewport: NARROWEST, reducedMotion: "reduce" });
  await signIn(admin, administrator);
  await openHydrated(admin, `/admin?query=${LONG_EMAIL}`);
  await expectToFit(admin, "the accounts");
  await admin.getByRole("main").getByRole("listitem").getByRole("link").click();
  await expect(admin).toHaveTitle(/^Account/);
  await expectToFit(admin, "an account");
  await admin.getByRole("button", { name: "Disable" }).click();
  await expect(confirmDialog(admin)).toBeVisible();
  await expectToFit(admin, "the dialog that asks before an account is disabled");
  await confirmDialog(admin).getByRole("button", { name: "Cancel" }).click();
  await admin.getByRole("button", { name: "Sign out everywhere" }).click();
  await confirmDialog(admin)
    .getByRole("button", { name: /^Sign out/ })
    .click();

  await expect(signInDialog(page)).toBeVisible();
  await expectToFit(page, "the dialog over a page whose session has ended");
});
