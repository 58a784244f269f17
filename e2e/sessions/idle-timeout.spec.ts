import type { Page } from "@playwright/test";
import { recordRefreshes } from "@/e2e/support/requests";
import { serverNow } from "@/e2e/support/server-clock";
import { chooseAnotherAccount, expectSessionEnded } from "@/e2e/support/session-ended-page";
import { expect, test } from "@/e2e/support/test";

/** Seconds. */
const IDLE_LIMIT = 6;

test.use({ settings: { env: { ACCESS_TOKEN_TTL: "2", IDLE_TIMEOUT: String(IDLE_LIMIT) } } });

/** Reads when the session's idle limit ends it. The request itself does not extend it. */
async function idleDeadline(page: Page): Promise<number> {
  const { session } = await (await page.request.get("/api/session")).json();
  return Date.parse(session.idleExpiresAt);
}

test("refreshes alone do not extend the idle limit", async ({ page, context, newUser, signIn }) => {
  const account = await newUser();
  await signIn(page, account);
  const refreshes = recordRefreshes(context);
  const reported = page.waitForResponse((response) => response.url().endsWith("/api/session/activity"));
  await page.goto("/dashboard");
  await reported;
  const deadline = await idleDeadline(page);
  const before = refreshes.length;
  await expect.poll(() => refreshes.length).toBeGreaterThanOrEqual(before + 2);
  expect(await idleDeadline(page)).toBe(deadline);

  const told = /Signed out after a period of inactivity, today at \d/;
  await expectSessionEnded(page, account, { told });
  await chooseAnotherAccount(page, told);
  await expect(page).toHaveURL("/login?returnTo=%2Fdashboard");
});

test("user input keeps the session signed in past the idle limit", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  const first = await idleDeadline(page);
  let step = 0;
  const moveAndLook = async () => {
    await page.mouse.move(100 + (++step % 50), 200);
    return serverNow(server);
  };
  await expect
    .poll(moveAndLook, { intervals: [100], timeout: 3 * IDLE_LIMIT * 1000 })
    .toBeGreaterThan(first + 2000);
  expect(await idleDeadline(page)).toBeGreaterThan(first + 2000);
  await expect(page).toHaveURL("/dashboard");
});
