import type { Locator, Page } from "@playwright/test";
import { signInOverHttp } from "@/e2e/support/accounts";
import { expect, test } from "@/e2e/support/faults";

test("ten tabs with fifty calls at once refresh once", async ({
  page,
  context,
  server,
  newUser,
  signIn,
  faults,
}) => {
  const account = await newUser();
  for (let device = 0; device < 3; device++) await signInOverHttp(server, account);
  await signIn(page, account);
  const tabs = [page, ...(await Promise.all(Array.from({ length: 9 }, () => context.newPage())))];
  const refreshes = faults.count("/api/auth/refresh");
  const calls = faults.count(/\/api\/sessions/);
  await Promise.all(tabs.map((tab) => tab.goto("/profile")));
  await Promise.all(
    tabs.map(async (tab) => {
      const details = tab.getByText("Details", { exact: false }).filter({ visible: true });
      await expect(tab.getByRole("heading", { name: "This device" })).toBeVisible();
      for (let row = 0; row < 4; row++) await details.nth(row).click();
      await expect(tab.getByText(/^(Refreshed|Not refreshed)/)).toHaveCount(4, { timeout: 30_000 });
    }),
  );
  expect(calls()).toBeGreaterThanOrEqual(50);
  expect(refreshes()).toBe(1);
});

test("a tab that is frozen while it holds the lock does not hold up the others", {
  tag: "@full-browser",
}, async ({ page, context, newUser, signIn, faults }) => {
  await signIn(page, await newUser());
  const held = await faults.holdRequests("**/api/auth/refresh", { times: 1 });
  await page.goto("/profile");
  await expect.poll(held.count).toBe(1);
  const wake = await faults.freeze(page);

  const other = await context.newPage();
  await other.goto("/profile");
  await other.getByText("Details").first().click();
  await expect(other.getByText(/^(Refreshed|Not refreshed)/)).toBeVisible({ timeout: 20_000 });

  await held.release();
  await wake();
  await expect(page.getByRole("heading", { name: "This device" })).toBeVisible();
});

test("a session revoked on another device blanks four tabs at once, and says who revoked it", async ({
  page,
  context,
  server,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(page, account);
  const tabs = [page, ...(await Promise.all([1, 2, 3].map(() => context.newPage())))];
  for (const [index, tab] of tabs.entries()) {
    await tab.goto(
      ["/dashboard", "/profile/security", "/profile/activity", "/profile"][index] ?? "/dashboard",
    );
    await expect(tab.getByRole("heading", { level: 1 })).toBeVisible();
  }
  // The list shows the other device without a reload, so the event stream is open.
  const phone = await signInOverHttp(server, account);
  await expect(tabs.at(-1)?.getByText("on 2 devices") as Locator).toBeVisible();

  // Only the event stream tells the tabs so soon: by themselves they would ask in minutes.
  await phone.post("/api/sessions/revoke-all", { scope: "others" });
  await Promise.all(tabs.map((tab) => expect(tab.locator("html[data-blank]")).toBeAttached()));
  for (const tab of tabs) {
    await expect(tab.getByRole("alertdialog")).toContainText(
      /You ended this session from Chrome on Windows, today at \d/,
    );
    await expect(tab.getByRole("heading", { level: 1 })).toHaveCount(0);
  }
});

for (const [which, frozen] of [
  ["first", 0],
  ["second", 1],
] as const) {
  test(`a session revoked on another device blanks the other tab at once though the ${which} one is frozen`, {
    tag: "@full-browser",
  }, async ({ page, context, server, newUser, signIn, faults }) => {
    const account = await newUser();
    await signIn(page, account);
    const tabs = [page, await context.newPage()];
    for (const tab of tabs) {
      const opened = tab.waitForResponse("**/api/session/events");
      await tab.goto("/profile/security");
      await opened;
    }
    const wake = await faults.freeze(tabs[frozen] as Page);
    const phone = await signInOverHttp(server, account);
    await phone.post("/api/sessions/revoke-all", { scope: "others" });
    await expect(tabs[1 - frozen]?.locator("html[data-blank]") as Locator).toBeAttached();
    await wake();
    await expect(page.locator("html[data-blank]")).toBeAttached();
  });
}
