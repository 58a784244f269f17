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

/** What the browser itself reports of each blocked script. */
const BLOCKED = /net::ERR_FAILED/;

/** As when the server runs another build: the script of the dialogs is gone. @returns a function that lets it load again */
async function blockDialogs(page: Page): Promise<() => void> {
  let blocked = true;
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    const response = await route.fetch({ maxRetries: 2 });
    // The key of a text that no other script asks for.
    const isDialogs = (await response.text()).includes("signInToContinue");
    await (blocked && isDialogs ? route.abort() : route.fulfill({ response }));
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
  const unblockDialogs = await blockDialogs(page);
  await page.goto("/dashboard");
  await typeNote(page, "half a note");
  const session = await sessionOf(page);
  await phone.delete(`/api/sessions/${session.id}`);

  await expect(page.locator("html")).toHaveAttribute("data-blank");
  await passTimeUntil(page, () => expect(page.getByText("We’re trying to connect")).toBeVisible(SOON));
  expect(await page.locator("body").ariaSnapshot()).not.toMatch(/Dashboard|half a note/);
  unblockDialogs();
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

test("an action whose password prompt does not load is refused, and does not wait for ever", async ({
  page,
  server,
  expectConsole,
  pageAndPhone,
}) => {
  expectConsole(BLOCKED);
  await page.clock.install();
  const { phone: other } = pageAndPhone;
  const unblockDialogs = await blockDialogs(page);
  await openHydrated(page, "/profile");
  await advanceServerClock(server, WINDOW);
  await page.getByRole("button", { name: "Sign out all others" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: /^Sign out/ }).click();
  await passTimeUntil(page, () =>
    expect(dialog.getByRole("alert")).toContainText("nothing was changed", SOON),
  );
  expect((await other.get("/api/session")).json.authenticated).toBe(true);

  unblockDialogs();
  await dialog.getByRole("button", { name: /^Sign out/ }).click();
  await expect(page.getByRole("alertdialog", { name: "Confirm it’s you" })).toBeVisible();
});
