import { newAccount } from "@/e2e/support/accounts";
import { submitSignUp } from "@/e2e/support/forms";
import { expect, test } from "@/e2e/support/test";

test.use({ javaScriptEnabled: false });

test("without JavaScript a user reads older activity, and comes back to the newest", async ({ page }) => {
  await page.goto("/signup");
  await submitSignUp(page, newAccount());
  await expect(page).toHaveURL("/dashboard");
  const { accessToken } = await (
    await page.request.post("/api/auth/refresh", {
      headers: { "sec-fetch-site": "same-origin" },
      maxRetries: 2,
    })
  ).json();
  for (let change = 0; change < 31; change += 1) {
    const renamed = await page.request.patch("/api/me", {
      data: { name: `Robin ${change}` },
      headers: { authorization: `Bearer ${accessToken}` },
      maxRetries: 2,
    });
    expect(renamed.status()).toBe(200);
  }

  await page.goto("/profile/activity");
  await expect(page.getByText("You changed your profile")).toHaveCount(30);
  await expect(page.getByText("Times are in UTC.")).toBeVisible();
  await expect(page.getByText("You created this account")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Newest" })).toHaveCount(0);
  await page.getByRole("link", { name: "Older" }).click();
  await expect(page.getByText("You created this account")).toBeVisible();
  await expect(page.getByText("You changed your profile")).toHaveCount(1);
  await expect(page.getByRole("link", { name: "Older" })).toHaveCount(0);
  await page.getByRole("link", { name: "Newest" }).click();
  await expect(page.getByText("You changed your profile")).toHaveCount(30);

  await page.goto("/profile/activity?cursor=none");
  await expect(page.getByText("You changed your profile")).toHaveCount(30);
});
