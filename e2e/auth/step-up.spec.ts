import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/support/faults";
import type { SharedServer } from "@/e2e/support/http-test";
import { openHydrated } from "@/e2e/support/hydration";
import { pressOn, typeInto } from "@/e2e/support/keyboard";
import { passTimeUntil, SOON } from "@/e2e/support/page-clock";
import { advanceServerClock } from "@/e2e/support/server-clock";

/** In seconds: much longer than it takes to type a password and to send the request again. */
const WINDOW = 60;
test.use({ settings: { env: { REAUTHENTICATION_WINDOW: String(WINDOW) } } });

/** Signs out the other devices on the device screen, when the last sign-in is no longer recent enough for that. */
async function signOutOthersLater(page: Page, server: SharedServer): Promise<void> {
  await openHydrated(page, "/profile");
  await advanceServerClock(server, WINDOW);
  await page.getByRole("button", { name: "Sign out all others" }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Sign out/ })
    .click();
}

test("signing out other devices long after signing in asks for the password first", async ({
  page,
  server,
  pageAndPhone,
}) => {
  const { account } = pageAndPhone;
  await signOutOthersLater(page, server);

  const proof = page.getByRole("alertdialog", { name: "Confirm it’s you" });
  const password = proof.getByLabel("Password", { exact: true });
  await pressOn(password, "Enter");
  await expect(proof.getByRole("alert")).toContainText("Enter your password.");
  await typeInto(password, "not the password, sorry");
  await pressOn(password, "Enter");
  await expect(proof.getByRole("alert")).toContainText("Incorrect password.");
  await password.fill(account.password);
  await password.press("Enter");
  await expect(page.getByText("You’re only signed in on this device.")).toBeVisible();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
});

test("confirming while offline shows an error, and can be tried again once online", async ({
  page,
  context,
  server,
  pageAndPhone,
}) => {
  const { account } = pageAndPhone;
  await page.clock.install();
  await signOutOthersLater(page, server);
  const proof = page.getByRole("alertdialog", { name: "Confirm it’s you" });
  const password = proof.getByLabel("Password", { exact: true });
  await password.fill(account.password);
  await context.setOffline(true);
  await password.press("Enter");
  // The client retries for a while first.
  await passTimeUntil(page, () =>
    expect(proof.getByRole("alert")).toContainText("We can’t reach Latchkey right now.", SOON),
  );
  await context.setOffline(false);
  await passTimeUntil(page, () =>
    expect(proof.getByRole("alert")).toContainText("We couldn’t connect a moment ago. Try again.", SOON),
  );
  await proof.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("You’re only signed in on this device.")).toBeVisible();
});

test("cancelling the password prompt signs no device out", async ({ page, server, pageAndPhone }) => {
  const { phone: other } = pageAndPhone;
  await signOutOthersLater(page, server);
  const proof = page.getByRole("alertdialog", { name: "Confirm it’s you" });
  await pressOn(proof.getByLabel("Password", { exact: true }), "Escape");
  await expect(page.getByRole("alertdialog").getByRole("alert")).toContainText("nothing was changed");
  expect((await other.get("/api/session")).json.authenticated).toBe(true);
});
