import Sqlite from "better-sqlite3";
import { expect, test } from "@/e2e/support/test";

// A server of its own: nobody else's story is to find the database away.
test.use({ settings: {}, javaScriptEnabled: false });

test("signing out holds though the database is away", async ({ page, server, newUser, signIn }) => {
  const account = await newUser();
  await signIn(page, account);
  await page.goto("/dashboard");
  const holder = new Sqlite(server.databaseFile);
  holder.exec("BEGIN IMMEDIATE");
  try {
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page.getByText("You’re signed out.")).toBeVisible({ timeout: 20_000 });
    await page.goto("/dashboard");
    await expect(page).toHaveURL(/\/login/);
  } finally {
    holder.exec("ROLLBACK");
    holder.close();
  }
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/login/);
  expect((await page.request.post("/api/auth/refresh")).status()).toBe(401);
});
