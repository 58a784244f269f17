import type { Locator, Page } from "@playwright/test";
import { expectPreferencesKept } from "@/e2e/support/preference-checks";
import { expectAccessible, expectNoOverflow, NARROWEST, SIZES } from "@/e2e/support/screen-checks";
import { expect, test } from "@/e2e/support/test";

/** A server of its own: its visitors make users. */
test.use({ settings: {} });

test("a visitor signs the phone out from the laptop, is told who did it, and signs it in again", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/status of 503/);
  const laptop = page.getByRole("region", { name: "Laptop" });
  const phone = page.getByRole("region", { name: "Phone" });
  await waitForRoom(page, laptop);
  const signPhoneOut = laptop.getByRole("button", { name: "Sign out Safari on iOS" });
  await expect(phone.getByRole("button", { name: "Sign out Chrome on macOS" })).toBeVisible();
  await expect(signPhoneOut).toBeVisible();
  await expectAccessible(page, "two devices");
  await expectNoOverflow(page, [NARROWEST, SIZES.phone, SIZES.desktop]);
  await expectPreferencesKept(page, "two devices");

  await signPhoneOut.click();
  await expect(phone.getByRole("status")).toContainText("You’re signed out");
  await expect(phone.getByRole("status")).toContainText("from Chrome on macOS, today at");
  await expect(phone.getByRole("heading", { name: "Devices" })).toHaveCount(0);
  await expect(phone).toContainText(/blank \d+\.\d s after the click/);
  await expect(laptop.getByRole("listitem")).toHaveCount(1);
  await expect(laptop.getByRole("heading", { name: "Safari on iOS" })).toBeVisible();
  await expectAccessible(page, "one device signed out");
  await expectPreferencesKept(page, "one device signed out");

  await phone.getByRole("button", { name: "Sign in again" }).click();
  await phone.getByRole("button", { name: "Sign out Chrome on macOS" }).click();
  await expect(laptop.getByRole("status")).toContainText("from Safari on iOS, today at");
  await laptop.getByRole("button", { name: "Sign in again" }).click();
  await expect(signPhoneOut).toBeVisible();

  // Both devices keep their cookies at the server; the visitor is signed in nowhere.
  expect((await context.cookies()).map(({ name, httpOnly }) => [name, httpOnly])).toEqual([
    ["latchkey_sandbox", true],
  ]);
  expect(await page.evaluate(() => document.cookie + JSON.stringify(localStorage))).toBe("{}");
  await page.getByRole("button", { name: "Sign in as Ada" }).click();
  await expect(page).toHaveURL("/dashboard");
});

/** While all sandboxes are taken, the visitor is told so, and gets the next one without doing anything. */
async function waitForRoom(page: Page, laptop: Locator): Promise<void> {
  const full = { status: 503, headers: { "Retry-After": "1" }, json: { error: "unavailable" } };
  await page.route("/api/demo/sandbox", (route) => route.fulfill(full), { times: 1 });
  await page.goto("/");
  await expect(laptop.getByRole("status")).toContainText("Two hundred people are trying this right now.");
  await expect(laptop.getByRole("status")).toContainText("your devices will appear here by themselves");
  await expect(laptop.getByRole("heading", { name: "Devices" })).toBeVisible();
}

test("the drawer of a signed-in page tells what the session does, stays open on the next page, and closes by the keyboard", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Sign in as Ada" }).click();
  await expect(page).toHaveURL("/dashboard");
  const drawer = page.getByRole("complementary", { name: "Under the hood" });
  const toggle = drawer.getByRole("button", { name: "Under the hood" });
  await expect(toggle).toHaveAttribute("aria-expanded", "false");
  await toggle.click();
  await expect(drawer.getByRole("definition").filter({ hasText: /^number \d+$/ })).toBeVisible();

  await page.goto("/profile");
  await expect(toggle).toHaveAttribute("aria-expanded", "true");
  const calls = drawer.getByRole("listitem");
  await expect(calls.filter({ hasText: "/api/sessions 200" }).first()).toBeVisible();
  await expect(drawer.getByText("this tab", { exact: true })).toBeVisible();
  const shown = await drawer.textContent();
  expect(shown).not.toMatch(/eyJ|[\w-]{40}/);
  await expectAccessible(page, "under the hood");
  await expectNoOverflow(page, [NARROWEST, SIZES.phone, SIZES.desktop]);
  await expectPreferencesKept(page, "under the hood");

  // A message stands above the drawer.
  await page.setViewportSize(SIZES.desktop);
  await page
    .getByRole("button", { name: /^Sign out Chrome/ })
    .first()
    .click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Sign out", exact: true }).click();
  const message = page.getByText(/^Signed out Chrome/).first();
  await expect(message).toBeVisible();
  const edgeOf = async (element: Locator) => (await element.boundingBox()) ?? { y: Number.NaN, height: 0 };
  await expect
    .poll(async () => {
      const { y, height } = await edgeOf(message);
      return y + height < (await edgeOf(drawer)).y;
    })
    .toBe(true);

  await page.getByRole("button", { name: "Deutsch" }).click();
  const german = page.getByRole("complementary", { name: "Unter der Haube" });
  await expect(german.getByText("dieser Tab", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "English" }).click();

  const code = await drawer.getByRole("link", { name: "lib/session/refresh.ts" }).getAttribute("href");
  await toggle.focus();
  await page.keyboard.press("Escape");
  await expect(toggle).toHaveAttribute("aria-expanded", "false");
  await expect(toggle).toBeFocused();
  await page.goto(code ?? "");
  await expect(page.getByRole("heading", { name: "lib/session/refresh.ts" })).toBeVisible();
  await expect(page.getByText("export function decideRefresh")).toBeVisible();
  await expectAccessible(page, "a file of code");
  await expectPreferencesKept(page, "a file of code");
  await expectNoOverflow(page, [NARROWEST]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the landing page shows the product in a picture, and one click signs in as Grace", async ({
    page,
  }) => {
    await page.goto("/");
    await expect(page.getByRole("img", { name: "The device screen" }).first()).toBeVisible();
    await expect(page.getByRole("region", { name: "Laptop" })).toBeHidden();
    await page.getByRole("button", { name: "Sign in as Grace" }).click();
    await expect(page).toHaveURL("/dashboard");
    await page.goto("/");
    await expect(page.getByRole("link", { name: "See your devices" })).toBeVisible();
  });
});
