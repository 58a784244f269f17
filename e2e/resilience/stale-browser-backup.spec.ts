import type { BrowserContext, Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/faults";
import type { SharedServer } from "@/e2e/support/http-test";
import { typeNote } from "@/e2e/support/notes";
import { refreshResponse } from "@/e2e/support/requests";
import { advanceClocks } from "@/e2e/support/server-clock";

/** Seconds. */
const GRACE = 1;
const TTL = 3;
test.use({ settings: { env: { ACCESS_TOKEN_TTL: String(TTL), ROTATION_GRACE: String(GRACE) } } });

/** Moves the clocks past the life of an access token; the page refreshes it. */
async function outliveToken(page: Page, context: BrowserContext, server: SharedServer) {
  const refreshed = refreshResponse(page);
  await advanceClocks(server, context, TTL + GRACE);
  await refreshed;
}

/** Uses the page until the tokens from the start are no longer accepted. */
async function work(page: Page, context: BrowserContext, server: SharedServer) {
  for (const text of ["once", "twice"]) {
    await outliveToken(page, context, server);
    await typeNote(page, text);
    await page.getByRole("button", { name: "Save note" }).click();
    await expect(page.getByText("Unsaved changes")).toHaveCount(0);
  }
  await outliveToken(page, context, server);
}

test("cookies from a backup look like a thief's, and the open page says that a token was used twice", async ({
  page,
  context,
  server,
  newUser,
  signIn,
  faults,
}) => {
  await context.clock.install();
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  const putBack = await faults.copyCookies();
  await work(page, context, server);
  await putBack();
  // The next refresh detects it, without any user input. A jump of the clock would make the page ask for its session,
  // whose answer gives no reason for so old a token.
  await expect(page.getByRole("alertdialog")).toContainText("its sign-in token was used twice");
});

test("a browser started from a backup is asked to sign in, because its session has expired", async ({
  page,
  context,
  server,
  newUser,
  signIn,
  faults,
}) => {
  await context.clock.install();
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  const putBack = await faults.copyCookies();
  await work(page, context, server);
  await page.goto("about:blank");
  await putBack();
  await page.goto("/dashboard");
  await expect(page.getByText("Your session has expired. Please log in again.")).toBeVisible();
});
