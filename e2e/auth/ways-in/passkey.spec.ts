import type { Page } from "@playwright/test";
import { signOut } from "@/e2e/support/account-menu";
import { addPasskey } from "@/e2e/support/authenticators";
import { submitSignIn, waitForHydration } from "@/e2e/support/forms";
import { expect, test } from "@/e2e/support/test";

/** This browser has never been here. A page of ours would notice, and leave. */
async function forgetCookies(page: Page): Promise<void> {
  await page.goto("about:blank");
  await page.context().clearCookies();
}

test("a passkey signs in by its button without an address, in the address field's autofill, and after the password", async ({
  page,
  context,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await context.credentials.install();
  await signIn(page, account);
  await addPasskey(page);
  await signOut(page);
  // The virtual authenticator answers the autofill's question as soon as it is asked.
  await page.waitForURL("/dashboard");

  await forgetCookies(page);
  await page.goto("/login?returnTo=%2Fprofile");
  await waitForHydration(page);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page).toHaveURL("/profile");

  await forgetCookies(page);
  await page.goto("/login");
  await waitForHydration(page);
  await submitSignIn(page, account);
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page).toHaveURL("/dashboard");
});
