/** Each attempt has a cookie of its own: the browser's id, which an earlier user may have copied, is not enough. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as session from "@/app/api/session/route";
import { attemptKey } from "@/lib/server/sign-in/attempt-keys";
import { install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import { addPhoneApp } from "@/lib/server/testing/second-factors";
import { lastMessage, StepBrowser } from "./attempts.fixture";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 1) }));
afterEach(() => void vi.useRealTimers()); // for the counters

const attemptsOf = async (browser: StepBrowser): Promise<string[]> =>
  (await browser.get(session, "/api/session")).json.attempts.map(({ id }: { id: string }) => id);

test("a copy of the browser cookie from before does not find, take or cancel the next user's attempt", async () => {
  const app = install();
  const ada = await app.addUser("Ada");
  const { phone } = await addPhoneApp(app, ada.id);
  const browser = new StepBrowser();
  await browser.begin();
  const thief = browser.twin();

  await browser.begin();
  thief.id = browser.id;
  await browser.step("email-code");
  const { code, ticket } = await lastMessage(app);
  for (const answer of [
    await thief.look(),
    await thief.cancel(),
    await thief.step("resend"),
    await thief.step("code", { code }),
  ])
    expect(answer).toMatchObject({ status: 404, json: { error: "not_found" }, setCookies: [] });
  expect(await thief.openLink(ticket ?? "")).toMatchObject({
    status: 401,
    json: { error: "invalid_ticket" },
  });
  expect(await attemptsOf(thief)).not.toContain(browser.id);

  expect((await browser.openLink(ticket ?? "")).json.status).toBe("needs_second_factor");
  for (const [step, body] of [
    ["totp", { code: phone.code() }],
    ["passkey/options", {}],
    ["totp-setup", {}],
  ] as const)
    expect((await thief.step(step, body)).status).toBe(404);
  expect((await browser.step("totp", { code: phone.code() })).json.status).toBe("complete");
});

test("the key of another attempt, and one that was made up, open nothing", async () => {
  install();
  const browser = new StepBrowser();
  await browser.begin();
  const other = new StepBrowser();
  await other.begin();
  const name = `latchkey_attempt.${browser.id}`;
  expect(browser.jar.find(name)?.value).toBe(attemptKey(browser.id));
  for (const key of [attemptKey(other.id), "", "a".repeat(43), browser.id]) {
    browser.jar.set(name, key);
    expect((await browser.look()).status).toBe(404);
  }
});

test("the key alone is not enough in another browser", async () => {
  install();
  const browser = new StepBrowser();
  await browser.begin();
  const other = new StepBrowser();
  await other.begin();
  other.jar.set(`latchkey_attempt.${browser.id}`, attemptKey(browser.id));
  expect((await other.look(browser.id)).status).toBe(404);
  expect(await attemptsOf(other)).toEqual([other.id]);
});

test("two tabs that begin at once keep both attempts; a sixth takes the place of the oldest", async () => {
  const app = install();
  await app.addUser("Ada");
  const browser = new StepBrowser();
  await browser.begin();
  const first = browser.id;
  const [left, right] = await Promise.all([
    browser.begin("one@example.com"),
    browser.begin("two@example.com"),
  ]);
  const both = [left.json.attempt.id, right.json.attempt.id];
  expect(await attemptsOf(browser)).toEqual(expect.arrayContaining([first, ...both]));
  for (let more = 0; more < 3; more += 1) await browser.begin();
  const open = await attemptsOf(browser);
  expect(open).toHaveLength(5);
  expect(open).not.toContain(first);
  expect((await browser.look(first)).status).toBe(404);
});

test("the cookie outlives the sign-in, so that a repeated step learns that it is over; not the ten minutes", async () => {
  const app = install();
  await app.addUser("Ada");
  const browser = new StepBrowser();
  await browser.begin();
  expect((await browser.step("password", { password: PASSWORD })).json.status).toBe("complete");
  expect((await browser.step("password", { password: PASSWORD })).status).toBe(409);
  app.pass(10 * MINUTE);
  vi.setSystemTime(Date.now() + 10 * MINUTE);
  expect(browser.jar.find("latchkey_attempt.")).toBeUndefined();
});

test("it is good under every secret, and goes with the one that made it", async () => {
  const app = install();
  const browser = new StepBrowser();
  await browser.begin();
  const old = "only for tests: long enough to seal with";
  const next = "a newer one that is long enough to seal with";
  app.restart({ SESSION_SECRET: `${next},${old}` });
  expect((await browser.look()).status).toBe(200);
});
