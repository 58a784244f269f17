import type { Page } from "@playwright/test";
import { activityResponse, recordRefreshes, sessionOf } from "@/e2e/support/requests";
import { advanceClocks } from "@/e2e/support/server-clock";
import { chooseAnotherAccount, expectSessionEnded } from "@/e2e/support/session-ended-page";
import { expect, test } from "@/e2e/support/test";

/** Seconds. */
const IDLE_LIMIT = 240;
const TOKEN_LIFE = 80;
/** The client reports user input once every quarter of the limit. */
const REPORTED_EVERY = IDLE_LIMIT / 4;

test.use({ settings: { env: { ACCESS_TOKEN_TTL: String(TOKEN_LIFE), IDLE_TIMEOUT: String(IDLE_LIMIT) } } });

/** Reads when the session's idle limit ends it. The request itself does not extend it. */
async function idleDeadline(page: Page): Promise<number> {
  const session = await sessionOf(page);
  return Date.parse(session.idleExpiresAt);
}

test("refreshes alone do not extend the idle limit", async ({ page, context, server, newUser, signIn }) => {
  await context.clock.install();
  const account = await newUser();
  await signIn(page, account);
  const refreshes = recordRefreshes(context);
  await Promise.all([activityResponse(page), page.goto("/dashboard")]);
  const deadline = await idleDeadline(page);
  for (let round = 0; round < 2; round++) {
    const before = refreshes.length;
    await advanceClocks(server, context, TOKEN_LIFE / 2 + 1);
    await expect.poll(() => refreshes.length).toBeGreaterThan(before);
  }
  expect(await idleDeadline(page)).toBe(deadline);
  await advanceClocks(server, context, IDLE_LIMIT);

  const told = /Signed out after a period of inactivity, today at \d/;
  await expectSessionEnded(page, account, { told });
  await chooseAnotherAccount(page, told);
  await expect(page).toHaveURL("/login?returnTo=%2Fdashboard");
});

test("user input keeps the session signed in past the idle limit", async ({
  page,
  context,
  server,
  newUser,
  signIn,
}) => {
  await context.clock.install();
  await signIn(page, await newUser());
  await Promise.all([activityResponse(page), page.goto("/dashboard")]);
  const first = await idleDeadline(page);
  for (let step = 0; step * REPORTED_EVERY <= IDLE_LIMIT; step++) {
    await advanceClocks(server, context, REPORTED_EVERY + 1);
    await Promise.all([activityResponse(page), page.mouse.move(100 + step, 200)]);
  }
  expect(await idleDeadline(page)).toBeGreaterThan(first + IDLE_LIMIT * 1000);
  await expect(page).toHaveURL("/dashboard");
});
