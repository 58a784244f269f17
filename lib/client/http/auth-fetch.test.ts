import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { gate, settle } from "@/lib/client/fakes/fake-clock";
import { ORIGIN } from "@/lib/client/fakes/fake-request";
import { errorResponse } from "@/lib/client/fakes/fake-server";
import { AuthError, isRecoverable } from "./auth-error";

let browser: FakeBrowser;
let tab: Tab;
beforeEach(() => {
  browser = new FakeBrowser();
  tab = browser.openTab();
});

const PATHS = Array.from({ length: 10 }, (_, index) => `/api/things/${index}`);

/** Their 401s arrive in the opposite order of the calls. */
async function tenCallsWithAnExpiredToken(refresh: () => Response | Promise<Response>) {
  await tab.client.getAccessToken();
  browser.server.expireTokens();
  browser.server.calls = [];
  browser.server.next("/api/auth/refresh", refresh);
  const answers = PATHS.map((path) => {
    const answer = gate<Response>();
    browser.server.next(path, () => answer.promise);
    return answer;
  });
  const outcomes = Promise.allSettled(PATHS.map((path) => tab.client.authFetch(path)));
  for (const answer of answers.reverse()) {
    await settle();
    answer.open(errorResponse("token_expired", 401));
  }
  await settle();
  return outcomes;
}

describe("ten calls answered 401 at once", () => {
  test("cause one refresh and ten replays, in the order of the calls", async () => {
    const refreshed = gate<Response>();
    const outcomes = tenCallsWithAnExpiredToken(() => refreshed.promise);
    for (let turn = 0; turn < 12; turn++) await settle();
    refreshed.open(Response.json(browser.server.issue()));
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: "fulfilled", value: { status: 200 } });
    }
    expect(browser.server.count("/api/auth/refresh")).toBe(1);
    const replays = browser.server.calls.filter(({ token }) => token === "token-2");
    expect(replays.map(({ path }) => path)).toEqual(PATHS);
  });

  test("are rejected with the same error when the refresh is refused; the page is told once, and last", async () => {
    const outcomes = await tenCallsWithAnExpiredToken(() =>
      errorResponse("session_revoked", 401, { reason: "admin" }),
    );
    const errors = outcomes.map((outcome) => outcome.status === "rejected" && outcome.reason);
    expect(errors[0]).toBeInstanceOf(AuthError);
    expect(errors[0]).toMatchObject({
      code: "session_revoked",
      details: { reason: "admin" },
    });
    expect(isRecoverable(errors[0])).toBe(false);
    expect(new Set(errors).size).toBe(1);
    expect(tab.client.state.get()).toMatchObject({ status: "signed-out", user: null, session: null });
    expect(tab.ends).toEqual([]);

    await browser.clock.advance(60_000);
    expect(tab.ends).toEqual([
      { reason: "admin", loginPath: "/login?reason=admin&returnTo=%2Fprofile%3Ftab%3Ddevices" },
    ]);
    await expect(tab.client.getAccessToken()).rejects.toBe(errors[0]);
    expect(browser.server.count("/api/auth/refresh")).toBe(1);
  });
});

test("a call made while a refresh runs waits for it", async () => {
  await tab.client.getAccessToken();
  browser.server.expireTokens();
  const answer = gate<Response>();
  browser.server.next("/api/auth/refresh", () => answer.promise);
  const first = tab.client.authFetch("/api/first");
  await settle();
  const second = tab.client.authFetch("/api/second");
  await settle();
  expect(browser.server.count("/api/second")).toBe(0);
  answer.open(Response.json(browser.server.issue()));
  expect((await first).status).toBe(200);
  expect((await second).status).toBe(200);
});

test("a call whose 401 comes after the refresh is replayed without another one", async () => {
  await tab.client.getAccessToken();
  browser.server.expireTokens();
  const late = gate<Response>();
  browser.server.next("/api/late", () => late.promise);
  const lateCall = tab.client.authFetch("/api/late");
  await settle();
  await tab.client.authFetch("/api/early");
  late.open(errorResponse("token_expired", 401));
  expect((await lateCall).status).toBe(200);
  expect(browser.server.count("/api/auth/refresh")).toBe(2);
});

test("a replay that is refused again is not replayed again", async () => {
  browser.server.next(
    "/api/odd",
    ...Array.from({ length: 9 }, () => () => errorResponse("token_expired", 401)),
  );
  const error = await tab.client.authFetch("/api/odd").catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "token_expired" });
  expect(isRecoverable(error)).toBe(true);
  expect(browser.server.count("/api/odd")).toBe(2);
  expect(tab.client.state.get().status).toBe("signed-in");
});

test("a body is sent again with the replay", async () => {
  await tab.client.getAccessToken();
  browser.server.expireTokens();
  await tab.client.authFetch("/api/notes", { method: "POST", body: JSON.stringify({ text: "hello" }) });
  const sent = browser.server.calls.filter(({ path }) => path === "/api/notes");
  expect(sent.map(({ body }) => body)).toEqual([{ text: "hello" }, { text: "hello" }]);
});

test("no other origin ever gets the token", async () => {
  await tab.client.getAccessToken();
  for (const url of ["https://evil.test/api/me", `${ORIGIN}.evil.test/api/me`, "//evil.test/api/me"]) {
    await tab.client.authFetch(new URL(url, ORIGIN));
    expect(browser.server.calls.at(-1)).toMatchObject({ token: null });
  }
});

test("what becomes of a call to another origin says nothing about our server", async () => {
  const elsewhere = "https://elsewhere.test/things";
  const away = () => new Response(null, { status: 503 });
  browser.server.next(elsewhere, away, () => new Response());
  expect((await tab.client.authFetch(elsewhere)).status).toBe(503);
  expect(tab.client.state.get().connection).toBe("online");

  browser.server.next("/api/me", away);
  const waiting = tab.client.call("/api/me", { method: "GET" }).catch(() => {});
  await settle();
  expect(tab.client.state.get().connection).toBe("reconnecting");
  await tab.client.authFetch(elsewhere);
  expect(tab.client.state.get().connection).toBe("reconnecting");
  await browser.clock.advance(60_000);
  await waiting;
});

test.each(["invalid_credentials", "invalid_code", "invalid_credential"] as const)(
  "%s is no refused session, and is sent once",
  async (code) => {
    browser.server.next("/api/me/password", () => errorResponse(code, 401));
    const response = await tab.client.authFetch("/api/me/password", { method: "POST" });
    expect(response.status).toBe(401);
    expect(browser.server.count("/api/me/password")).toBe(1);
    expect(browser.server.count("/api/auth/refresh")).toBe(1);
  },
);

test("a stranger's 401 ends nothing: only the refresh decides", async () => {
  browser.server.next("/api/things", () => new Response("<h1>Sign in to the hotel</h1>", { status: 401 }));
  expect((await tab.client.authFetch("/api/things")).status).toBe(200);
  expect(tab.client.state.get().status).toBe("signed-in");
});
