import type { Page } from "@playwright/test";
import { signOut as pressSignOut } from "@/e2e/support/account-menu";
import { newAccount } from "@/e2e/support/accounts";
import { appCode, saveRecoveryCodes } from "@/e2e/support/authenticators";
import { submitSignIn, submitSignUp, waitForHydration } from "@/e2e/support/forms";
import { waitForHydratedElements } from "@/e2e/support/hydration";
import { lastMail, otherCode } from "@/e2e/support/outbox";
import { checkView, expectNoViolations } from "@/e2e/support/screen-checks";
import { advanceServerClock } from "@/e2e/support/server-clock";
import { expect, test } from "@/e2e/support/test";

test.use({ settings: { env: { EMAIL_VERIFICATION: "on", SECOND_FACTOR: "required" } } });

/** An app makes a new code every 30 seconds, and each works once. */
const NEXT_CODE_SECONDS = 30;
const APP_CODE = "Code from your authenticator app";
const MAIL_CODE = "Code from the email";

const shownCodes = (page: Page) => page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
const qrCode = (page: Page) => page.getByRole("img", { name: /QR code/ });
const shownSecret = async (page: Page) =>
  ((await page.getByRole("main").locator("code").textContent()) ?? "").replaceAll(" ", "");

async function signOut(page: Page): Promise<void> {
  await pressSignOut(page);
  await page.waitForURL("/login");
  await waitForHydration(page);
}

test("a sign-up ends with an app and recovery codes; later either is the second step of the sign-in", async ({
  page,
  server,
}) => {
  const account = newAccount();
  await page.goto("/signup?returnTo=%2Fprofile");
  await waitForHydration(page);
  await submitSignUp(page, account);
  await expect(page.getByLabel(MAIL_CODE)).toBeVisible();
  await page.getByLabel(MAIL_CODE).fill((await lastMail(server, account.email)).code);
  const setUp = page.getByRole("button", { name: "Set up an authenticator app" });
  await expect(setUp).toBeVisible();
  await checkView(page, "before the set-up of an app");
  await setUp.click();
  await expect(qrCode(page)).toBeVisible();
  await expectNoViolations(page);
  const secret = await shownSecret(page);
  await page.getByLabel(APP_CODE).fill(await appCode(server, secret));
  await expect(shownCodes(page)).toHaveCount(10);
  await expectNoViolations(page);
  const [recoveryCode = ""] = await shownCodes(page).allTextContents();
  await expect(page.getByRole("button", { name: "Continue" })).toBeDisabled();
  await saveRecoveryCodes(page);
  await expect(page).toHaveURL("/profile");

  await signOut(page);
  await advanceServerClock(server, NEXT_CODE_SECONDS);
  await submitSignIn(page, account);
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  // A closed tab loses nothing.
  await page.goto("/login?returnTo=%2Fprofile");
  await waitForHydratedElements(page, "input[name=code]");
  await expectNoViolations(page);
  await page.getByLabel(APP_CODE).fill(await appCode(server, secret));
  await expect(page).toHaveURL("/profile");

  await signOut(page);
  await submitSignIn(page, account);
  const alert = page.getByRole("alert").filter({ hasText: /./ });
  await page.getByLabel(APP_CODE).fill(otherCode(await appCode(server, secret)));
  await expect(alert).toContainText("That code isn’t right.");
  await checkView(page, "a wrong code of the app");
  // Back leads to the form, which knows nothing of the wrong code; Forward leads to the step.
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sign in", exact: true })).toBeVisible();
  await expect(alert).toHaveCount(0);
  await page.goForward();
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await expect(alert).toHaveCount(0);
  await page.getByLabel(APP_CODE).fill(otherCode(await appCode(server, secret)));
  await expect(alert).toContainText("That code isn’t right.");
  await page.getByText("Use a recovery code").click();
  await expect(alert).toHaveCount(0);
  await expect(page.getByLabel("Recovery code")).toBeFocused();
  await checkView(page, "a recovery code");
  await page.getByRole("button", { name: "Use your authenticator app" }).click();
  await expect(page.getByLabel(APP_CODE)).toBeFocused();
  await page.getByText("Use a recovery code").click();
  await page.getByLabel("Recovery code").fill(recoveryCode);
  await page.getByRole("button", { name: "Sign in with the recovery code" }).click();
  await expect(page).toHaveURL("/dashboard");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a sign-up ends with an app, also after a wrong code, and recovery codes; later either signs in", async ({
    page,
    server,
  }) => {
    const account = newAccount();
    await page.goto("/signup?returnTo=%2Fprofile");
    await submitSignUp(page, account);
    await expect(page.getByLabel(MAIL_CODE)).toBeVisible();
    await page.getByLabel(MAIL_CODE).fill((await lastMail(server, account.email)).code);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Set up an authenticator app" }).click();
    await expect(qrCode(page)).toBeVisible();
    const secret = await shownSecret(page);
    await page.getByLabel(APP_CODE).fill(otherCode(await appCode(server, secret)));
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    expect(await shownSecret(page)).toBe(secret);
    await page.getByLabel(APP_CODE).fill(await appCode(server, secret));
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(shownCodes(page)).toHaveCount(10);
    const [recoveryCode = ""] = await shownCodes(page).allTextContents();
    await page.getByRole("link", { name: "I’ve saved them" }).click();
    await expect(page).toHaveURL("/profile");

    await pressSignOut(page);
    await page.goto("/login?returnTo=%2Fprofile");
    await submitSignIn(page, account);
    await page.getByText("Use a recovery code").click();
    await page.getByLabel("Recovery code").fill(recoveryCode);
    await page.getByRole("button", { name: "Sign in with the recovery code" }).click();
    await expect(page).toHaveURL("/profile");
  });
});
