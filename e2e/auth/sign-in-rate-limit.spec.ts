import type { Page } from "@playwright/test";
import type { TestAccount } from "@/e2e/support/accounts";
import { submitSignIn, waitForHydration } from "@/e2e/support/forms";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/test";

test.use({ settings: { env: { RATE_LIMIT: "on" } } });

/** More guesses at one account than a browser has that has never signed in. */
const MAX_GUESSES = 20;

/** Guesses at one account from new browsers until the rate limit refuses every new browser. */
async function lockOut(server: { url: string; origin: string }, { email }: TestAccount): Promise<void> {
  const stranger = new HttpBrowser(server);
  const guess = async () =>
    (await stranger.post("/api/auth/login", { email, password: "a guess and another guess" })).status;
  const answers: number[] = [];
  while (answers.at(-1) !== 429 && answers.length < MAX_GUESSES) answers.push(await guess());
  expect(answers.at(-1)).toBe(429);
}

async function tryToSignIn(page: Page, account: TestAccount) {
  await submitSignIn(page, account);
  const alert = page.getByRole("alert").filter({ hasText: "Too many attempts." });
  await expect(alert).toHaveText(/^Too many attempts\. Try again in 1[45] minutes\.$/);
  await expect(page.getByLabel("Email")).toHaveValue(account.email);
}

test("the rate limit: the form says when to try again", async ({ page, server, newUser }) => {
  const account = await newUser();
  await lockOut(server, account);
  await page.goto("/login");
  await waitForHydration(page);
  await tryToSignIn(page, account);
  await expect(page.getByRole("alert").filter({ hasText: "Too many attempts." })).toBeFocused();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the rate limit: the form says when to try again", async ({ page, server, newUser }) => {
    const account = await newUser();
    await lockOut(server, account);
    await page.goto("/login");
    await tryToSignIn(page, account);
  });
});
