import { describe, expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { fail } from "@/lib/session/failure";
import { jsonResponse } from "@/lib/web/request/responses";
import { TestBrowser } from "@/lib/web/testing/browser";
import { publicEndpoint, route } from "./route";
import { body, broken, CANARY, forAdmins, plain, signedIn, UNAVAILABLE } from "./route.fixture";

describe("failures", () => {
  test("F4, F5: an unavailable database is 503 with Retry-After, and changes no cookie", async () => {
    const { browser } = await signedIn();
    const answer = await browser.post(broken(UNAVAILABLE), "/api/x", {});
    expect(answer).toMatchObject({ status: 503, json: { error: "unavailable" }, setCookies: [] });
    expect(answer.headers.get("retry-after")).toBe("2");
  });

  test.each([new Error(CANARY), new TypeError(CANARY), CANARY, null, { code: CANARY }])(
    "16.5.1: a bug is 500, without any detail of the error",
    async (thrown) => {
      install();
      const answer = await new TestBrowser().post(broken(thrown), "/api/x", {});
      expect(answer).toMatchObject({ status: 500, json: { error: "server_error" }, setCookies: [] });
      expect(answer.text + JSON.stringify([...answer.headers])).not.toContain(CANARY);
      expect(Object.keys(answer.json).sort()).toEqual(["error", "message"]);
    },
  );

  test("an unavailable rate-limit counter is 503 as well", async () => {
    const app = install();
    app.db.count = async () => {
      throw UNAVAILABLE;
    };
    const { consume } = await import("@/lib/server/rate-limit");
    const counted = route({
      POST: publicEndpoint({
        body,
        handle: async () => (await consume({ limit: "address", key: "x" }))?.failure ?? jsonResponse({}),
      }),
    });
    expect((await new TestBrowser().post(counted, "/api/x", {})).status).toBe(503);
  });
});

describe("answers", () => {
  test("every response is private and not cached, errors too", async () => {
    const { browser } = await signedIn();
    const answers = [
      await browser.get(plain, "/api/x"),
      await browser.get(plain, "/api/x?n=99"),
      await browser.post(plain, "/api/x", {}, { headers: { origin: "null" } }),
      await browser.post(broken(new Error("x")), "/api/x", {}),
      await browser.get(forAdmins, "/api/x"),
      await browser.send(plain, "PUT", "/api/x"),
    ];
    for (const { headers } of answers) {
      expect(headers.get("cache-control")).toBe("private, no-store");
      expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
      expect(headers.get("x-request-id")).toMatch(/^[\w-]{22}$/);
    }
  });

  test("a refusal says when to retry", async () => {
    install();
    const limited = route({
      POST: publicEndpoint({ body, handle: async () => fail("rate_limited", { retryAfter: 17 }) }),
    });
    const answer = await new TestBrowser().post(limited, "/api/x", {});
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("17");
  });
});

describe("the log", () => {
  test("16.2.1: each request has one line with its path, status and user", async () => {
    const { app, browser, grant } = await signedIn();
    app.logged.length = 0;
    const { headers } = await browser.get(forAdmins, "/api/x?secret=canary");
    expect(app.logged).toHaveLength(1);
    expect(JSON.parse(app.logged[0] ?? "")).toEqual({
      level: 30,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      requestId: headers.get("x-request-id"),
      method: "GET",
      path: "/api/x",
      status: 403,
      ms: expect.any(Number),
      userId: grant.user.id,
      sessionId: grant.session.id,
    });
  });

  test("T48: input cannot start a log line of its own", async () => {
    const app = install();
    const hostile = encodeURIComponent('"}\n{"level":60}\r\u001b[2J\u2028');
    const headers = { "user-agent": 'x"} \u001b[31m {"level":60', referer: "\u0085" };
    await new TestBrowser().get(plain, `/api/${hostile}?${hostile}`, { headers });
    await new TestBrowser().post(
      broken(new Error('line\n{"level":60,"msg":"forged"}\u007f\u0085\u2028\u202e')),
      "/api/x",
      {},
    );
    for (const line of app.logged) {
      expect(line.endsWith("\n")).toBe(true);
      for (const control of ["\n", "\r", "\u001b", "\u007f", "\u0085", "\u2028", "\u202e"])
        expect(line.slice(0, -1)).not.toContain(control);
      expect(JSON.parse(line).level).not.toBe(60);
    }
    expect(app.logged).toHaveLength(3); // two requests and the error
  });

  test("T52: the values of a failed query are not logged", async () => {
    const app = install();
    const wrapped = new Error(`Failed query: insert … params: ${CANARY}`, {
      cause: new Error("UNIQUE constraint failed"),
    });
    Object.assign(wrapped, { params: [CANARY], query: "insert" });
    await new TestBrowser().post(broken(wrapped), "/api/x", {});
    expect(app.logged.join()).toContain("UNIQUE constraint failed");
    expect(app.logged.join()).not.toContain(CANARY);
  });
});
