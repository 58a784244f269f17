import Sqlite from "better-sqlite3";
import { signOut } from "@/e2e/support/account-menu";
import { expect, test } from "@/e2e/support/test";

// A server of its own: other tests need their database.
test.use({ settings: {}, javaScriptEnabled: false });

test("signing out works while the database is unavailable", async ({ page, server, newUser, signIn }) => {
  const account = await newUser();
  await signIn(page, account);
  await page.goto("/dashboard");
  const holder = new Sqlite(server.databaseFile);
  holder.exec("BEGIN IMMEDIATE");
  try {
    await signOut(page);
    await expect(page.getByText("You’re signed out.")).toBeVisible({ timeout: 20_000 });
    await page.goto("/dashboard");
    await expect(page).toHaveURL(/\/login/);
  } finally {
    holder.exec("ROLLBACK");
    holder.close();
  }
  await page.goto("/dashboard");
  await expect(page).toHaveURL(/\/login/);
  // The connection has been idle for as long as the outage; the server may close it just then.
  expect((await page.request.post("/api/auth/refresh", { maxRetries: 2 })).status()).toBe(401);
});
