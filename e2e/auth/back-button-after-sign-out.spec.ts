import { signOut } from "@/e2e/support/account-menu";
import { expect, test } from "@/e2e/support/faults";

test("the Back button shows no private page after signing out", async ({ page, newUser, signIn }) => {
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  await signOut(page);
  await expect(page).toHaveURL(/\/login/);
  await page.goBack();
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect(await page.content()).not.toContain("Hello, ");
});

test("the Back button shows nothing of a page whose session has ended meanwhile", async ({
  page,
  pageAndPhone,
}) => {
  const { phone } = pageAndPhone;
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { name: /^Hello/ })).toBeVisible();
  await page.goto("/login");
  await phone.post("/api/sessions/revoke-all", { scope: "others" });
  await page.goBack();
  await expect(page.getByText("You ended this session from")).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Hello/ })).toHaveCount(0);
});
