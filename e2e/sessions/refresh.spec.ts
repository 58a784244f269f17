import { signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { auditEventNames, readDatabase } from "@/e2e/support/database";
import { expectRefusal } from "@/e2e/support/expect-response";
import type { HttpBrowser, HttpResponse, RequestOptions } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";
import { MAX_CHAIN_LENGTH } from "@/lib/session/rotation";

/** Holds a response back until the test delivers it. */
const onItsWay: RequestOptions = { loseAnswer: true };

const refresh = (browser: HttpBrowser, options?: RequestOptions) =>
  browser.post("/api/auth/refresh", undefined, options);

/** The refresh tokens in a response. */
function tokensIn({ setCookies }: HttpResponse): string[] {
  const tokens = setCookies.map((cookie) => /^latchkey_refresh\.[^=]*=([^;]+)/.exec(cookie)?.[1]);
  return tokens.filter((token) => token !== undefined);
}

function arrive(browser: HttpBrowser, answers: HttpResponse[]): void {
  for (const { setCookies } of answers) browser.jar.apply(setCookies);
}

async function isSignedIn(browser: HttpBrowser): Promise<boolean> {
  return (await browser.get("/api/session")).json.authenticated;
}

test("200 refreshes at once with one token get one successor, and the session stays signed in", async ({
  server,
}) => {
  const { browser, userId } = await signUpOverHttp(server);
  for (let round = 1; round <= 3; round++) {
    const answers = await Promise.all(Array.from({ length: 200 }, () => refresh(browser, onItsWay)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.flatMap(tokensIn)).size).toBe(1);
    arrive(browser, answers);
    const tokens = readDatabase(server, (db) =>
      db
        .prepare("select generation, used_at from refresh_tokens where user_id = ? order by generation")
        .all(userId),
    ) as { generation: number; used_at: number | null }[];
    expect(tokens.map(({ generation }) => generation)).toEqual(
      Array.from({ length: round + 1 }, (_, at) => at),
    );
    expect(tokens.filter(({ used_at }) => used_at === null)).toHaveLength(1);
    expect(await isSignedIn(browser)).toBe(true);
  }
  expect(auditEventNames(server, userId)).toEqual(["signed_up"]);
});

test("a lost refresh response can be requested again, as often as it is lost", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  const lost = [];
  for (let times = 0; times < 5; times++) lost.push(await refresh(browser, { loseAnswer: true }));
  const arrived = await refresh(browser);
  expect(new Set([...lost, arrived].flatMap(tokensIn)).size).toBe(1);
  expect((await browser.get("/api/me")).status).toBe(200);
  expect((await refresh(browser)).status).toBe(200);
});

test("a request overtaken by two rotations gets the newest token", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  const overtaken = browser.steal();
  await refresh(browser);
  const newest = await refresh(browser);
  expect(tokensIn(await refresh(overtaken))).toEqual(tokensIn(newest));
  expect((await refresh(browser)).status).toBe(200);
});

test("a request overtaken by more rotations than the chain holds gets nothing and ends nothing", async ({
  server,
}) => {
  const { browser } = await signUpOverHttp(server);
  const overtaken = browser.steal();
  for (let times = 0; times <= MAX_CHAIN_LENGTH; times++) expect((await refresh(browser)).status).toBe(200);
  expectRefusal(await refresh(overtaken), 409, "superseded");
  expect((await refresh(browser)).status).toBe(200);
});

test("two accounts in one browser: a rotation of one does not change the other", async ({ server }) => {
  const first = await signUpOverHttp(server);
  const { browser } = first;
  const [ada] = browser.jar.list().filter(({ name }) => name.startsWith("latchkey_refresh"));
  const late = await refresh(browser, onItsWay);
  const second = await signUpOverHttp(server);
  await signInOverHttp(server, second.account, { browser });
  expect((await browser.get("/api/session")).json.user.id).toBe(second.userId);

  for (let times = 0; times < 3; times++) expect((await refresh(browser)).json.session).toBeTruthy();
  expect(browser.jar.list()).toContainEqual(ada);
  // The answer for the first account arrives last, and changes nothing for the second.
  arrive(browser, [late]);
  expect((await browser.get("/api/session")).json.user.id).toBe(second.userId);
  expect((await refresh(browser)).status).toBe(200);

  // The first account's session is alive: its token still has its successor.
  const listed = (await (await signInOverHttp(server, first.account)).get("/api/sessions")).json.sessions;
  expect(listed).toHaveLength(2);
});

/**
 * Sends a request and a refresh, one after the other, each from a copy of its own of what the browser holds.
 *
 * @param first "refresh" sends the refresh first
 * @returns the responses, in the order the server handled the requests
 */
async function besideRefresh(
  browser: HttpBrowser,
  first: string,
  send: (copy: HttpBrowser) => Promise<HttpResponse>,
): Promise<HttpResponse[]> {
  const [refreshing, copy] = [browser.steal(), browser.steal()];
  return first === "refresh"
    ? [await refresh(refreshing), await send(copy)]
    : [await send(copy), await refresh(refreshing)];
}

const orders = [
  ["as they left", (answers: HttpResponse[]) => answers],
  ["the other way round", (answers: HttpResponse[]) => [...answers].reverse()],
] as const;

for (const [arrival, inOrder] of orders) {
  for (const firstAtServer of ["logout", "refresh"] as const) {
    test(`logout during a refresh: ${firstAtServer} first, answers ${arrival}`, async ({ server }) => {
      const { account, browser } = await signUpOverHttp(server);
      const tab = browser.openTab();
      const answers = await besideRefresh(browser, firstAtServer, (copy) => copy.post("/api/auth/logout"));
      arrive(browser, inOrder(answers));

      expect(await isSignedIn(tab)).toBe(false);
      expect((await tab.visit("/dashboard")).status).toBe(307);
      expect((await refresh(tab)).status).toBe(401);
      for (const { json } of answers) {
        if (json?.accessToken) {
          expectRefusal(await tab.get("/api/me", { bearer: json.accessToken }), 401, "session_revoked");
        }
      }
      // Remaining cookies of ended sessions do not disturb later requests.
      expect((await tab.visit("/login")).status).toBe(200);
      await signInOverHttp(server, account, { browser });
      expect(await isSignedIn(browser)).toBe(true);
      expect((await refresh(browser)).status).toBe(200);
    });
  }

  for (const firstAtServer of ["sign-in", "refresh"] as const) {
    test(`a sign-in during a refused refresh: ${firstAtServer} first, answers ${arrival}`, async ({
      server,
    }) => {
      const { account, browser } = await signUpOverHttp(server);
      await (await signInOverHttp(server, account)).post("/api/sessions/revoke-all");
      const { email, password } = account;
      const answers = await besideRefresh(browser, firstAtServer, (copy) =>
        copy.post("/api/auth/login", { email, password }),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
      arrive(browser, inOrder(answers));
      expect(await isSignedIn(browser)).toBe(true);
      expect((await refresh(browser)).status).toBe(200);
    });

    test(`a sign-in during a refresh: ${firstAtServer} first, answers ${arrival}`, async ({ server }) => {
      const { account, browser } = await signUpOverHttp(server);
      const { email, password } = account;
      const answers = await besideRefresh(browser, firstAtServer, (copy) =>
        copy.post("/api/auth/login", { email, password }),
      );
      arrive(browser, inOrder(answers));
      expect(await isSignedIn(browser)).toBe(true);
      expect((await refresh(browser)).status).toBe(200);
    });
  }

  for (const firstAtServer of ["password", "refresh"] as const) {
    test(`a password change during a refresh: ${firstAtServer} first, answers ${arrival}`, async ({
      server,
    }) => {
      const { account, browser } = await signUpOverHttp(server);
      const change = { currentPassword: account.password, newPassword: "seven quiet lanterns" };
      const answers = await besideRefresh(browser, firstAtServer, (copy) =>
        copy.post("/api/me/password", change),
      );
      arrive(browser, inOrder(answers));
      expect(await isSignedIn(browser)).toBe(true);
      expect((await refresh(browser)).status).toBe(200);
    });
  }

  for (const firstAtServer of ["activity", "refresh"] as const) {
    test(`an activity report during a rotation: ${firstAtServer} first, answers ${arrival}`, async ({
      server,
    }) => {
      const { browser } = await signUpOverHttp(server);
      const answers = await besideRefresh(browser, firstAtServer, (copy) =>
        copy.post("/api/session/activity", { idleForSeconds: 0 }),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      arrive(browser, inOrder(answers));
      expect(await isSignedIn(browser)).toBe(true);
      expect((await refresh(browser)).status).toBe(200);
    });
  }
}

test("a password change refuses all older tokens, and accepts the owner's new one", async ({ server }) => {
  const { account, browser } = await signUpOverHttp(server);
  const thief = browser.steal();
  const change = { currentPassword: account.password, newPassword: "seven quiet lanterns" };
  await browser.post("/api/me/password", change);
  expectRefusal(await thief.get("/api/me"), 401, "token_expired");
  expectRefusal(await refresh(thief), 409, "superseded");
  expect((await thief.visit("/dashboard")).status).toBe(307);
  expect((await browser.get("/api/me")).status).toBe(200);
  expect((await refresh(browser)).status).toBe(200);
});
