/** The frame in the page of another site: what that page is told, and when. */
import { describe, expect, test } from "vitest";
import { FakeBrowser } from "@/lib/client/fakes/fake-browser";
import { settle } from "@/lib/client/fakes/fake-clock";
import { endedResponse, errorResponse, json } from "@/lib/client/fakes/fake-server";
import type { SessionMessage, TokenMessage } from "./embed-protocol";
import { startSessionFrame } from "./session-frame";

type Status = { active: boolean; userId?: string; reason?: string; epoch: string };
const ADA: Status = { active: true, userId: "u-ada", epoch: "epoch-1" };
const END = { sessionId: "s-1", reason: "signed_out", at: "2026-01-01T00:00:00.000Z" } as const;

async function openFrame({ status = ADA, areCookiesSent = true } = {}) {
  const browser = new FakeBrowser();
  const { server } = browser;
  const now = { status };
  const usual = server.usualAnswer.bind(server);
  server.usualAnswer = (request) => {
    if (request.path === "/api/session/status") return json({ ...now.status, serverTime: "t" });
    if (request.path !== "/api/session/token" || !usual(request).ok) return usual(request);
    const { template, embedded } = request.body as { template: string; embedded?: boolean };
    return embedded && template === "realtime"
      ? json({ token: `for-${template}`, expiresIn: 30, tokenType: "Bearer", serverTime: "t" })
      : errorResponse("forbidden", 403);
  };
  // Its own client is closed: the tab is the frame.
  const tab = browser.openTab({ initial: null });
  tab.close();
  await settle();
  server.calls = [];
  browser.messages = [];

  const posted: (SessionMessage | TokenMessage)[] = [];
  let ask: (template: string) => void = () => {};
  let changeCookies = () => {};
  const stop = startSessionFrame(
    tab.env,
    {
      post: (message) => void posted.push(message),
      onTokenRequest(run) {
        ask = run;
        return () => {
          ask = () => {};
        };
      },
    },
    {
      areSent: () => areCookiesSent,
      onChange(run) {
        changeCookies = run;
        return () => {
          changeCookies = () => {};
        };
      },
    },
  );
  await settle();
  const change = (status: Status) => {
    now.status = status;
    browser.epoch = status.epoch;
  };
  return {
    browser,
    server,
    tab,
    posted,
    stop,
    change,
    ask: (template: string) => ask(template),
    changeCookies: () => changeCookies(),
  };
}

const SIGNED_OUT: Status = { active: false, reason: "signed_out", epoch: "epoch-2" };

describe("the page around the frame is told", () => {
  test("at once who is signed in", async () => {
    const { posted } = await openFrame();
    expect(posted).toEqual([{ type: "latchkey:session", ...ADA }]);
  });

  test.each<[string, (frame: Awaited<ReturnType<typeof openFrame>>) => void]>([
    [
      "by the event stream",
      ({ browser }) =>
        browser.streams[0]?.send({ event: "revoked", data: { ...END, by: "you", from: null } }),
    ],
    [
      "by a limit on the stream",
      ({ browser }) => browser.streams[0]?.send({ event: "expired", data: { ...END, reason: "idle" } }),
    ],
    ["by a stream that is refused", ({ browser }) => browser.streams[0]?.refuse()],
    [
      "by a tab that signed out",
      ({ browser }) =>
        browser
          .openTab({ initial: null })
          .env.openChannel(() => {})
          .post("signed-out"),
    ],
    ["by the cookies", ({ changeCookies }) => changeCookies()],
    ["when the page is looked at again", ({ tab }) => tab.wake()],
  ])("that the session is over, %s", async (_, hear) => {
    const frame = await openFrame();
    frame.change(SIGNED_OUT);
    hear(frame);
    await settle();
    expect(frame.posted.slice(1)).toEqual([{ type: "latchkey:session", ...SIGNED_OUT }]);
  });

  test("nothing more of a session that is over: its events are not read", async () => {
    const { browser, change, changeCookies } = await openFrame();
    expect(browser.streams).toHaveLength(1);
    change(SIGNED_OUT);
    changeCookies();
    await settle();
    expect(browser.streams).toEqual([]);
  });

  test("that another user is signed in, whose events it then reads", async () => {
    const { browser, posted, change, changeCookies } = await openFrame();
    const [before] = browser.streams;
    const grace = { active: true, userId: "u-grace", epoch: "epoch-2" };
    change(grace);
    changeCookies();
    await settle();
    expect(posted.slice(1)).toEqual([{ type: "latchkey:session", ...grace }]);
    expect(browser.streams).toHaveLength(1);
    expect(browser.streams[0]).not.toBe(before);
  });

  test("nothing twice, and nothing after the frame has stopped", async () => {
    const { posted, tab, change, stop, browser } = await openFrame();
    tab.wake();
    await settle();
    stop();
    change(SIGNED_OUT);
    tab.wake();
    await settle();
    expect(posted).toHaveLength(1);
    expect(browser.streams).toEqual([]);
  });

  test("that it can't be known, where the browser keeps the cookies back; no request is made", async () => {
    const { posted, server, ask } = await openFrame({ areCookiesSent: false });
    ask("realtime");
    expect(posted).toEqual([
      { type: "latchkey:session", active: false, unavailable: true, epoch: "" },
      { type: "latchkey:token", template: "realtime", error: "unavailable" },
    ]);
    expect(server.calls).toEqual([]);
  });

  test("after an outage, when the server answers again", async () => {
    const { posted, tab, change, browser } = await openFrame();
    browser.isOffline = true;
    change(SIGNED_OUT);
    tab.wake();
    await settle();
    expect(posted).toHaveLength(1);
    browser.isOffline = false;
    await browser.clock.advance(30_000);
    expect(posted).toHaveLength(2);
  });
});

test("what the frame reads, the tabs are told", async () => {
  const { browser } = await openFrame();
  for (const event of ["sessions-changed", "user-changed"] as const)
    browser.streams[0]?.send({ event, data: {} });
  browser.streams[0]?.send({ event: "revoked", data: { ...END, by: "you", from: "Chrome" } });
  expect(browser.messages).toEqual(["sessions-changed", "user-changed", `ended ${END.sessionId}`]);
});

describe("a token", () => {
  const last = (posted: unknown[]) => posted.at(-1);

  test("for a template that allows it", async () => {
    const { posted, ask, server } = await openFrame();
    ask("realtime");
    await settle();
    expect(last(posted)).toEqual({
      type: "latchkey:token",
      template: "realtime",
      token: "for-realtime",
      expiresIn: 30,
    });
    ask("reports");
    await settle();
    expect(last(posted)).toEqual({ type: "latchkey:token", template: "reports", error: "forbidden" });
    expect(server.count("/api/auth/refresh")).toBe(1);
    expect(JSON.stringify(posted)).not.toContain("token-1");
  });

  test("after the access token was refused is asked for once more", async () => {
    const { posted, ask, server } = await openFrame();
    ask("realtime");
    await settle();
    server.expireTokens();
    ask("realtime");
    await settle();
    expect(last(posted)).toMatchObject({ token: "for-realtime" });
    expect(server.count("/api/auth/refresh")).toBe(2);
  });

  test("is refused while no user is signed in, without a request", async () => {
    const { posted, ask, server } = await openFrame({ status: SIGNED_OUT });
    ask("realtime");
    await settle();
    expect(last(posted)).toEqual({
      type: "latchkey:token",
      template: "realtime",
      error: "not_authenticated",
    });
    expect(server.calls.map(({ path }) => path)).toEqual(["/api/session/status"]);
  });

  test("of a session that has ended meanwhile is an error, and the page is told of the end", async () => {
    const { posted, ask, server, change } = await openFrame();
    server.next("/api/auth/refresh", () => endedResponse("admin"));
    change({ active: false, reason: "admin", epoch: "epoch-1" });
    ask("realtime");
    await settle();
    expect(posted.slice(1)).toEqual(
      expect.arrayContaining([
        { type: "latchkey:token", template: "realtime", error: "session_revoked" },
        { type: "latchkey:session", active: false, reason: "admin", epoch: "epoch-1" },
      ]),
    );
  });

  test("of the user who signed in last, not of the one before", async () => {
    const { posted, ask, change, changeCookies, server } = await openFrame();
    ask("realtime");
    await settle();
    change({ active: true, userId: "u-grace", epoch: "epoch-2" });
    changeCookies();
    await settle();
    ask("realtime");
    await settle();
    expect(last(posted)).toMatchObject({ token: "for-realtime" });
    expect(server.calls.filter(({ path }) => path === "/api/auth/refresh").map(({ body }) => body)).toEqual([
      { expectedUserId: "u-ada" },
      { expectedUserId: "u-grace" },
    ]);
  });
});
