import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { readDatabase } from "@/e2e/support/database";
import { submitSignIn, waitForHydration } from "@/e2e/support/forms";
import { test as base, expect } from "@/e2e/support/test";

/** A browser whose user has blocked all cookies in its settings. That blocks its other storage, too. */
const test = base.extend<{
  openWithoutCookies: (options?: { javaScriptEnabled?: boolean }) => Promise<Page>;
}>({
  openWithoutCookies: async ({ launchOptions, baseURL, console }, use) => {
    const profile = mkdtempSync(join(tmpdir(), "latchkey-profile-"));
    mkdirSync(join(profile, "Default"));
    const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
    writeFileSync(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const where = baseURL ? { baseURL } : {};
      const context = await chromium.launchPersistentContext(profile, {
        ...launchOptions,
        ...where,
        ...options,
      });
      contexts.push(context);
      console.watch(context);
      return context.pages()[0] ?? context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
    rmSync(profile, { recursive: true, force: true });
  },
});

const BLOCKED = /Your browser doesn’t keep cookies for this site.*Allow them in your browser’s settings/;

test("with scripts: after the right password the form says what to do, and no session is left behind", {
  tag: "@full-browser",
}, async ({ openWithoutCookies, server, newUser }) => {
  const account = await newUser();
  const page = await openWithoutCookies();
  await page.goto("/login");
  await waitForHydration(page);
  await submitSignIn(page, account);
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toHaveText(BLOCKED);
  await expect(page).toHaveURL(/\/login$/);
  const living = readDatabase(server, (db) =>
    db
      .prepare(
        "select count(*) from sessions join users on users.id = user_id where email = ? and ended_at is null",
      )
      .pluck()
      .get(account.email),
  );
  expect(living).toBe(0);
});

test("without scripts: the sign-in page says what to do; a link alone cannot show that message", {
  tag: "@full-browser",
}, async ({ openWithoutCookies, newUser }) => {
  const page = await openWithoutCookies({ javaScriptEnabled: false });
  await page.goto("/login?reason=cookies_blocked");
  await expect(page.getByText(BLOCKED)).toHaveCount(0);
  await submitSignIn(page, await newUser());
  await expect(page.getByRole("status").filter({ hasText: /./ })).toHaveText(BLOCKED);
  await expect(page).toHaveURL(/\/login\?reason=cookies_blocked&returnTo=%2Fdashboard$/);
});
