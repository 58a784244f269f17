import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/faults";
import { typeNote } from "@/e2e/support/notes";
import { waitServerSeconds } from "@/e2e/support/server-clock";

const GRACE = 1;
const TTL = 3;
test.use({ settings: { env: { ACCESS_TOKEN_TTL: String(TTL), ROTATION_GRACE: String(GRACE) } } });

/** Two lives of a token later its predecessors are of no use to anybody. */
async function work(page: Page, server: Parameters<typeof waitServerSeconds>[0]) {
  for (const text of ["once", "twice"]) {
    await waitServerSeconds(server, TTL + GRACE);
    await typeNote(page, text);
    await page.getByRole("button", { name: "Save note" }).click();
    await expect(page.getByText("Unsaved changes")).toHaveCount(0);
  }
  await waitServerSeconds(server, TTL + GRACE);
}

test("cookies from a backup look like a thief's, and the open page says so", async ({
  page,
  server,
  newUser,
  signIn,
  faults,
}) => {
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  const putBack = await faults.copyCookies();
  await work(page, server);
  await putBack();
  // The next refresh detects it, without any user input.
  await expect(page.getByRole("alertdialog")).toContainText("its sign-in token was used twice");
});

test("a browser started from a backup is asked to sign in, and told that it is because of the session", async ({
  page,
  server,
  newUser,
  signIn,
  faults,
}) => {
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  const putBack = await faults.copyCookies();
  await work(page, server);
  await page.goto("about:blank");
  await putBack();
  await page.goto("/dashboard");
  await expect(page.getByText("Your session has expired. Please log in again.")).toBeVisible();
});
