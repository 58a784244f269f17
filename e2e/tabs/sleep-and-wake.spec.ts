import type { Page } from "@playwright/test";
import { signUpOverHttp } from "@/e2e/support/accounts";
import { expect, test } from "@/e2e/support/faults";
import { typeNote } from "@/e2e/support/notes";
import { passTimeUntil, SOON } from "@/e2e/support/page-clock";
import { startServer } from "@/e2e/support/server";
import { advanceClocks, sleepMachine } from "@/e2e/support/server-clock";
import { signInDialog } from "@/e2e/support/session-ended-page";

/** Seconds. */
const TTL = 60;
test.use({ settings: { env: { ACCESS_TOKEN_TTL: String(TTL) } } });

/** Saves a note: an API call with a visible result. */
async function saveNote(page: Page, text: string) {
  await typeNote(page, text);
  await page.getByRole("button", { name: "Save note" }).click();
}

async function expectSaved(page: Page) {
  await expect(page.getByText(/^Saved/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toHaveCount(0);
}

const reconnecting = (page: Page) => page.getByText("Reconnecting…");

/** Lets time pass on the device, by which the client waits between its attempts, until the notice appears or is gone. */
async function expectReconnecting(page: Page, isShown: boolean) {
  await passTimeUntil(
    page,
    () => expect(reconnecting(page)).toBeVisible({ ...SOON, visible: isShown }),
    5_000,
  );
}

test("a machine that slept past its access token refreshes once, before its first call", async ({
  page,
  context,
  server,
  newUser,
  signIn,
}) => {
  await context.clock.install();
  await signIn(page, await newUser(), { rememberMe: true });
  await page.goto("/dashboard");
  await saveNote(page, "before the night");
  await expectSaved(page);

  const order: string[] = [];
  page.on("request", (request) => order.push(new URL(request.url()).pathname));
  const refused: string[] = [];
  page.on("response", (answer) => void (answer.status() === 401 && refused.push(answer.url())));
  await sleepMachine(server, context, TTL + 2);
  await saveNote(page, "after the night");
  await expectSaved(page);
  const before = order.slice(0, order.indexOf("/api/me/note"));
  expect(before.filter((path) => path === "/api/auth/refresh")).toHaveLength(1);
  expect(refused).toEqual([]);
});

test("an hour offline does not sign the user out", async ({ page, context, newUser, signIn }) => {
  await page.clock.install();
  await signIn(page, await newUser(), { rememberMe: true });
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { name: /^Hello/ })).toBeVisible();

  await context.setOffline(true);
  await page.clock.fastForward("59:00");
  await saveNote(page, "typed on a train");
  await page.clock.runFor(60_000);
  await expect(reconnecting(page)).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Hello/ })).toBeVisible();

  await context.setOffline(false);
  await expectReconnecting(page, false);
  await expect(page.getByRole("heading", { name: /^Hello/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: /^Hello/ })).toBeVisible();
});

test("a refresh survives a server that is down for 20 seconds", async ({ page, expectConsole }) => {
  await page.clock.install();
  const own = await startServer({ env: { ACCESS_TOKEN_TTL: String(TTL) } });
  try {
    // A server that is starting answers 503 until its database is open.
    expectConsole(/net::ERR_|503/);
    const { account } = await signUpOverHttp(own);
    const { email, password } = account;
    await page.request.post(`${own.url}/api/auth/login`, { data: { email, password }, maxRetries: 2 });
    await page.goto(`${own.url}/dashboard`);
    await saveNote(page, "before");
    await expectSaved(page);
    await own.kill();
    await expectReconnecting(page, true);
    for (let second = 0; second < 20; second++) await page.clock.runFor(1000);
    await typeNote(page, "typed while it was down");
    await own.restart();
    await expectReconnecting(page, false);
    await page.getByRole("button", { name: "Save note" }).click();
    await expectSaved(page);
    await page.reload();
    await expect(page.getByLabel("Note")).toHaveValue("typed while it was down");
  } finally {
    await own.stop();
  }
});

test("an idle page says within seconds that the server is unreachable", async ({ page, expectConsole }) => {
  await page.clock.install();
  const own = await startServer();
  try {
    // A server that is starting answers 503 until its database is open.
    expectConsole(/net::ERR_|503/);
    const { account } = await signUpOverHttp(own);
    const { email, password } = account;
    await page.request.post(`${own.url}/api/auth/login`, { data: { email, password }, maxRetries: 2 });
    const opened = page.waitForResponse("**/api/session/events");
    await page.goto(`${own.url}/profile/security`);
    await opened;
    const now = () => page.evaluate(() => Date.now());
    const before = await now();
    await own.kill();
    await passTimeUntil(page, () => expect(reconnecting(page)).toBeVisible(SOON));
    expect(await now()).toBeLessThan(before + 30_000);
    await own.restart();
    await expectReconnecting(page, false);
  } finally {
    await own.stop();
  }
});

test("a page that a wrong clock has ended offline continues by itself when the network is back", async ({
  page,
  context,
  newUser,
  signIn,
  faults,
}) => {
  await context.clock.install();
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  await typeNote(page, "typed before");
  await context.setOffline(true);
  await faults.skewClock(60 * 86_400_000);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(signInDialog(page)).toBeVisible();
  await context.setOffline(false);
  await passTimeUntil(page, () => expect(page.getByRole("alertdialog")).toHaveCount(0, SOON));
  await expect(page.getByLabel("Note")).toHaveValue("typed before");
  await saveNote(page, "typed after");
  await expectSaved(page);
});

for (const [what, drop] of [
  ["an answer to a refresh that gets lost", "dropAnswers"],
  ["a refresh that never leaves", "dropRequests"],
] as const) {
  test(`${what} is asked for again`, async ({ page, newUser, signIn, faults, expectConsole }) => {
    expectConsole(/ERR_CONNECTION_RESET/);
    await signIn(page, await newUser());
    const refreshes = faults.count("/api/auth/refresh");
    await faults[drop]("**/api/auth/refresh");
    await page.goto("/dashboard");
    await saveNote(page, "all the same");
    await expectSaved(page);
    expect(refreshes()).toBeGreaterThan(1);
  });
}

const TEN_MINUTES = 600_000;
for (const [how, start, then] of [
  ["ten minutes ahead", TEN_MINUTES, TEN_MINUTES],
  ["ten minutes behind", -TEN_MINUTES, -TEN_MINUTES],
  ["stepping while the page is open", -TEN_MINUTES, TEN_MINUTES],
] as const) {
  test(`a device clock ${how} changes nothing`, async ({
    page,
    context,
    server,
    newUser,
    signIn,
    faults,
  }) => {
    await context.clock.install();
    await faults.skewClock(start);
    await signIn(page, await newUser());
    await page.goto("/dashboard");
    await saveNote(page, "by my clock");
    await expectSaved(page);
    await faults.skewClock(then);
    const refreshes = faults.count("/api/auth/refresh");
    await advanceClocks(server, context, TTL + 1);
    await saveNote(page, "by anybody's clock");
    await expectSaved(page);
    await expect(page.getByRole("alertdialog")).toHaveCount(0);
    // No more often than the token requires.
    expect(refreshes()).toBeLessThanOrEqual(4);
  });
}
