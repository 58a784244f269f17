import { signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { expectRefusal } from "@/e2e/support/expect-response";
import type { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, type SharedServer, test } from "@/e2e/support/http-test";
import { advanceServerClock, serverNow } from "@/e2e/support/server-clock";

/** Seconds. */
const limits = { idle: 600, absolute: 1200, rememberIdle: 1000, rememberAbsolute: 1600 };
const TOKEN_LIFE = 200;
/** How far the server's clock moves between two requests. */
const STEP = 100;
/** More than the requests between two steps take. */
const MARGIN = 50;

test.use({
  settings: {
    env: {
      IDLE_TIMEOUT: String(limits.idle),
      ABSOLUTE_TIMEOUT: String(limits.absolute),
      REMEMBER_ME_IDLE_TIMEOUT: String(limits.rememberIdle),
      REMEMBER_ME_ABSOLUTE_TIMEOUT: String(limits.rememberAbsolute),
      ACCESS_TOKEN_TTL: String(TOKEN_LIFE),
    },
  },
});

/** Repeats a refresh and `act`, while time passes, until the session is over. */
async function liveUntilRefused(server: SharedServer, browser: HttpBrowser, act: () => Promise<unknown>) {
  let last = await browser.post("/api/auth/refresh");
  const idleLimits = new Set<string>();
  while (last.status === 200) {
    idleLimits.add(last.json.session.idleExpiresAt);
    await act();
    await advanceServerClock(server, STEP);
    last = await browser.post("/api/auth/refresh");
  }
  return { refusal: last, idleLimits };
}

const report = (browser: HttpBrowser) => () => browser.post("/api/session/activity", { idleForSeconds: 0 });

for (const rememberMe of [false, true]) {
  const idle = rememberMe ? limits.rememberIdle : limits.idle;
  const absolute = rememberMe ? limits.rememberAbsolute : limits.absolute;
  const which = rememberMe ? "a remembered session" : "a session";

  test(`${which} without user input ends at its idle limit, in spite of refreshes`, async ({ server }) => {
    const { account } = await signUpOverHttp(server);
    const browser = await signInOverHttp(server, account, { rememberMe });
    const { session } = (await browser.get("/api/session")).json;
    expect(Date.parse(session.idleExpiresAt) - Date.parse(session.createdAt)).toBe(idle * 1000);
    const { refusal, idleLimits } = await liveUntilRefused(server, browser, () =>
      browser.get("/api/sessions"),
    );
    expectRefusal(refusal, 401, "session_expired", "idle");
    expect([...idleLimits]).toEqual([session.idleExpiresAt]);
    await expectEndAt(server, session.idleExpiresAt);

    // Nothing revives the session, and every endpoint gives the same reason.
    const late = await browser.post("/api/session/activity", { idleForSeconds: 600 });
    expect(late.status).toBe(401);
    expect(["session_expired", "token_expired"]).toContain(late.json.error);
    expect((await browser.get("/api/session")).json).toMatchObject({ authenticated: false, reason: "idle" });
    expect((await browser.visit("/dashboard")).headers.location).toMatch(/\/login\?reason=idle&/);
    expectRefusal(await browser.post("/api/auth/refresh"), 401, "session_expired", "idle");
  });

  test(`${which} with constant user input ends at its absolute limit`, async ({ server }) => {
    const { account } = await signUpOverHttp(server);
    const browser = await signInOverHttp(server, account, { rememberMe });
    const { session } = (await browser.get("/api/session")).json;
    expect(Date.parse(session.absoluteExpiresAt) - Date.parse(session.createdAt)).toBe(absolute * 1000);
    const { refusal, idleLimits } = await liveUntilRefused(server, browser, report(browser));
    expectRefusal(refusal, 401, "session_expired", "absolute");
    expect(idleLimits.size).toBeGreaterThan(1);
    await expectEndAt(server, session.absoluteExpiresAt);
    if (!rememberMe) {
      expect((await browser.visit("/dashboard")).headers.location).toMatch(/\/login\?reason=absolute&/);
    }
  });
}

/** The session was refused at the first request after its limit, and at none before. */
async function expectEndAt(server: { url: string; origin: string }, end: string) {
  const late = (await serverNow(server)) - Date.parse(end);
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThan((STEP + MARGIN) * 1000);
}

test("an access token is accepted for its time to live and refused afterwards, while the session is alive", async ({
  server,
}) => {
  const { browser } = await signUpOverHttp(server);
  expect((await browser.get("/api/me")).status).toBe(200);
  await advanceServerClock(server, TOKEN_LIFE - MARGIN);
  expect((await browser.get("/api/me")).status).toBe(200);
  await advanceServerClock(server, MARGIN);
  expectRefusal(await browser.get("/api/me"), 401, "token_expired");
  expect((await browser.post("/api/auth/refresh")).status).toBe(200);
  expect((await browser.get("/api/me")).status).toBe(200);
});

test("without remember-me the cookie ends with the browser, with it the cookie stays", async ({ server }) => {
  const { account } = await signUpOverHttp(server);
  for (const rememberMe of [false, true]) {
    const browser = await signInOverHttp(server, account, { rememberMe });
    const answers = [
      await browser.post("/api/auth/login", { ...credentials(account), rememberMe }),
      await browser.post("/api/auth/refresh"),
    ];
    for (const { setCookies } of answers) {
      const cookie = setCookies.find((header) => /^latchkey_refresh\.[^=]*=[^;]/.test(header)) ?? "";
      const attributes = cookie.split("; ").slice(1).sort();
      const lasting = attributes.filter((attribute) => /^(Max-Age|Expires)=/i.test(attribute));
      expect(attributes.filter((attribute) => !lasting.includes(attribute))).toEqual([
        "HttpOnly",
        "Path=/",
        "SameSite=Lax",
      ]);
      expect(lasting.length > 0).toBe(rememberMe);
      if (rememberMe) {
        const age = Number(/Max-Age=(\d+)/.exec(cookie)?.[1]);
        expect(age).toBeGreaterThan(limits.rememberAbsolute - MARGIN);
        expect(age).toBeLessThanOrEqual(limits.rememberAbsolute);
      }
    }
    browser.jar.reopen();
    expect((await browser.get("/api/session")).json.authenticated).toBe(rememberMe);
  }
});

function credentials({ email, password }: { email: string; password: string }) {
  return { email, password };
}
