import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/faults";
import { openHydrated } from "@/e2e/support/hydration";
import { savedNote, typeNote } from "@/e2e/support/notes";
import { passTimeUntil, SOON } from "@/e2e/support/page-clock";
import { sessionOf } from "@/e2e/support/requests";
import { advanceServerClock } from "@/e2e/support/server-clock";

/** In seconds. */
const WINDOW = 60;
test.use({ settings: { env: { REAUTHENTICATION_WINDOW: String(WINDOW) } } });

// A script may still be on its way when a story is over.
test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

/** Words of the dialogs' code, and of their texts: the name of a stored value, and a sentence. */
const CODE = "expiry-warning-read";
const TEXTS = "Sign in to continue";

/** What the browser itself reports of each blocked script. */
const BLOCKED = /net::ERR_FAILED/;

/**
 * As when the server runs another build: a script of the dialogs is gone.
 *
 * @param words that this script has, and no other that a page asks for
 * @returns a function that lets it load again
 */
async function blockScript(page: Page, words: string): Promise<() => void> {
  let blocked = true;
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    const response = await route.fetch({ maxRetries: 2 });
    const isWanted = (await response.text()).includes(words);
    await (blocked && isWanted ? route.abort() : route.fulfill({ response }));
  });
  return () => {
    blocked = false;
  };
}

test("a page whose sign-in dialog does not load says so, and signs in once it does", async ({
  page,
  server,
  expectConsole,
  pageAndPhone,
}) => {
  expectConsole(BLOCKED);
  await page.clock.install();
  const { account, phone } = pageAndPhone;
  const unblockCode = await blockScript(page, CODE);
  await page.goto("/dashboard");
  await typeNote(page, "half a note");
  const session = await sessionOf(page);
  await phone.delete(`/api/sessions/${session.id}`);

  await expect(page.locator("html")).toHaveAttribute("data-blank");
  await passTimeUntil(page, () => expect(page.getByText("We’re trying to connect")).toBeVisible(SOON));
  expect(await page.locator("body").ariaSnapshot()).not.toMatch(/Dashboard|half a note/);
  unblockCode();
  const dialog = page.getByRole("alertdialog", { name: "Sign in to continue" });
  await passTimeUntil(page, () => expect(dialog).toBeVisible(SOON));
  const password = dialog.getByLabel("Password", { exact: true });
  await password.fill(account.password);
  await password.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("textbox", { name: "Note" })).toHaveValue("half a note");
  await page.getByRole("button", { name: "Save note" }).click();
  await expect.poll(() => savedNote(server, account.email)).toBe("half a note");
});

test("an action whose password prompt lacks its texts is refused, and does not wait for ever", async ({
  page,
  server,
  expectConsole,
  pageAndPhone,
}) => {
  expectConsole(BLOCKED);
  await page.clock.install();
  const { phone: other } = pageAndPhone;
  const unblockTexts = await blockScript(page, TEXTS);
  await openHydrated(page, "/profile");
  await advanceServerClock(server, WINDOW);
  await page.getByRole("button", { name: "Sign out all others" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: /^Sign out/ }).click();
  await passTimeUntil(page, () =>
    expect(dialog.getByRole("alert")).toContainText("nothing was changed", SOON),
  );
  expect((await other.get("/api/session")).json.authenticated).toBe(true);

  unblockTexts();
  await dialog.getByRole("button", { name: /^Sign out/ }).click();
  await expect(page.getByRole("alertdialog", { name: "Confirm it’s you" })).toBeVisible();
});
