import { describe, expect, test } from "vitest";
import { z } from "zod";
import { signOut } from "@/lib/server/sessions";
import { install, requester } from "@/lib/server/testing/installation";
import { fail } from "@/lib/session/failure";
import { jsonResponse } from "@/lib/web/request/responses";
import { TestBrowser } from "@/lib/web/testing/browser";
import { authenticated, notFoundRoute, publicEndpoint, route } from "./route";

const CANARY = "canary-0123456789";
const UNAVAILABLE = Object.assign(new Error("SQLITE_BUSY"), { name: "DatabaseUnavailable" });
const body = z.strictObject({ text: z.string().optional() });
const query = z.object({ n: z.string().regex(/^\d$/).default("1") });

const plain = route({
  GET: publicEndpoint({ query, handle: async (call) => jsonResponse({ n: call.query.n }) }),
  POST: publicEndpoint({ body, handle: async (call) => jsonResponse({ text: call.body.text ?? null }) }),
});
const broken = (error: unknown) =>
  route({
    POST: publicEndpoint({
      body,
      handle: async () => {
        throw error;
      },
    }),
  });
const forAdmins = route({
  GET: authenticated({ role: "admin", handle: async () => jsonResponse({ secret: true }) }),
});

async function signedIn(house = install(), roles: ("user" | "admin")[] = ["user"]) {
  const browser = new TestBrowser();
  const grant = await house.openSession(await house.addUser("Ada", { roles }));
  await browser.enter(grant);
  return { house, browser, grant };
}

describe("methods", () => {
  test("what has no endpoint answers 405 with what there is", async () => {
    install();
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const answer = await new TestBrowser().send(plain, method, "/api/x");
      expect(answer.status).toBe(405);
      expect(answer.headers.get("allow")).toBe("GET, POST, HEAD, OPTIONS");
      expect(answer.json.error).toBe("method_not_allowed");
    }
    expect((await new TestBrowser().send(broken(null), "HEAD", "/api/x")).headers.get("allow")).toBe(
      "POST, OPTIONS",
    );
  });

  test("OPTIONS tells, HEAD is GET without its body", async () => {
    install();
    const options = await new TestBrowser().send(plain, "OPTIONS", "/api/x", {
      headers: { origin: "https://evil.net" },
    });
    expect(options.status).toBe(204);
    expect(options.headers.get("access-control-allow-origin")).toBeNull();
    const head = await new TestBrowser().send(plain, "HEAD", "/api/x");
    expect(head).toMatchObject({ status: 200, text: "" });
    expect(head.headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  test("a path nobody knows is 404 in the shape of errors, a method nobody knows 405", async () => {
    install();
    const nowhere = await new TestBrowser().get(notFoundRoute(), "/api/nowhere");
    expect(nowhere).toMatchObject({ status: 404, json: { error: "not_found" } });
    const odd = { "x-latchkey-unknown-method": "TRACE" };
    const answer = await new TestBrowser().send(notFoundRoute(), "OPTIONS", "/api/unknown-method", {
      headers: odd,
    });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toContain("GET, HEAD, POST");
  });
});

describe("other sites", () => {
  test("what changes something is refused before anything is looked at; what reads is not", async () => {
    install();
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { origin: "null" },
      { "sec-fetch-site": "none" },
    ]) {
      const answer = await new TestBrowser().post(plain, "/api/x", { text: "x" }, { headers });
      expect(answer).toMatchObject({ status: 403, json: { error: "cross_site_request" }, setCookies: [] });
      expect((await new TestBrowser().get(plain, "/api/x", { headers })).status).toBe(200);
    }
  });

  test("a caller that is no browser is served", async () => {
    install();
    expect((await new TestBrowser().post(plain, "/api/x", {}, { headers: { origin: null } })).status).toBe(
      200,
    );
  });

  test("T50: our origin is what is configured, never what Host says", async () => {
    install();
    const headers = { origin: "https://evil.net", host: "evil.net", "x-forwarded-host": "evil.net" };
    expect((await new TestBrowser().post(plain, "/api/x", {}, { headers })).status).toBe(403);
  });
});

describe("input", () => {
  test("a bad query or body is 400 with what is wrong where", async () => {
    install();
    expect(await new TestBrowser().get(plain, "/api/x?n=99")).toMatchObject({
      status: 400,
      json: { error: "invalid_request", details: { issues: [{ path: "n" }] } },
    });
    expect(await new TestBrowser().post(plain, "/api/x", { text: 7 })).toMatchObject({
      status: 400,
      json: { details: { issues: [{ path: "text" }] } },
    });
  });

  test("whoever has hung up is decided nothing for", async () => {
    install();
    const { NextRequest } = await import("next/server");
    const gone = new NextRequest("http://localhost:3000/api/x", {
      method: "POST",
      signal: AbortSignal.abort(),
    });
    const answer = await plain.POST(gone, { params: Promise.resolve(undefined) });
    expect(answer.status).toBe(408);
  });
});

describe("who may call", () => {
  test.each([
    null,
    "",
    "Bearer",
    "Bearer ",
    "Basic YWRhOng=",
    "Bearer a b",
    "Bearer a, Bearer b",
    "Bearer {}",
    "a",
  ])("T38: Authorization %j is nobody", async (authorization) => {
    install();
    const answer = await new TestBrowser().get(forAdmins, "/api/x", { headers: { authorization } });
    expect(answer).toMatchObject({ status: 401, json: { error: "not_authenticated" } });
    expect(answer.headers.get("www-authenticate")).toBe(
      'Bearer error="invalid_token", error_description="not_authenticated"',
    );
  });

  test("8.2.1: a role that is asked for is asked of the row, on every call", async () => {
    const { browser } = await signedIn();
    expect(await browser.get(forAdmins, "/api/x")).toMatchObject({
      status: 403,
      json: { error: "forbidden" },
    });
    const admin = await signedIn(install(), ["admin"]);
    expect((await admin.browser.get(forAdmins, "/api/x")).status).toBe(200);
    const { user } = admin.grant;
    await admin.house.db.changeAccount({ id: user.id }, () => ({
      outcome: null,
      changes: [{ kind: "update-user", id: user.id, set: { roles: ["user"] } }],
      events: [],
    }));
    expect((await admin.browser.get(forAdmins, "/api/x")).status).toBe(403);
  });

  test("T13: a body that takes its time does not outlive its session", async () => {
    const { browser, grant } = await signedIn();
    let ran = false;
    const slow = route({
      POST: authenticated({
        body,
        handle: async () => {
          ran = true;
          return jsonResponse({});
        },
      }),
    });
    const arriving = {
      async pull(controller: ReadableStreamDefaultController<Uint8Array>) {
        await signOut([grant.refreshToken], requester());
        controller.enqueue(new TextEncoder().encode("{}"));
        controller.close();
      },
    };
    const stream = new ReadableStream(arriving, { highWaterMark: 0 }); // nothing comes before it is asked for
    const answer = await browser.send(slow, "POST", "/api/x", {
      body: stream,
      headers: { "content-type": "application/json" },
    });
    expect(answer).toMatchObject({
      status: 401,
      json: { error: "session_revoked", details: { reason: "signed_out" } },
    });
    expect(ran).toBe(false);
  });
});

describe("failures", () => {
  test("F4, F5: the database away is 503 with Retry-After, and touches no cookie", async () => {
    const { browser } = await signedIn();
    const answer = await browser.post(broken(UNAVAILABLE), "/api/x", {});
    expect(answer).toMatchObject({ status: 503, json: { error: "unavailable" }, setCookies: [] });
    expect(answer.headers.get("retry-after")).toBe("2");
  });

  test.each([new Error(CANARY), new TypeError(CANARY), CANARY, null, { code: CANARY }])(
    "16.5.1: a bug is 500 and tells nothing of itself",
    async (thrown) => {
      install();
      const answer = await new TestBrowser().post(broken(thrown), "/api/x", {});
      expect(answer).toMatchObject({ status: 500, json: { error: "server_error" }, setCookies: [] });
      expect(answer.text + JSON.stringify([...answer.headers])).not.toContain(CANARY);
      expect(Object.keys(answer.json).sort()).toEqual(["error", "message"]);
    },
  );

  test("a counter that cannot be reached is 503 as well", async () => {
    const house = install();
    house.db.count = async () => {
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
  test("every one is private and kept by nobody, errors too", async () => {
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

  test("a refusal says when to come back", async () => {
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
  test("16.2.1: one line a request: which, what it came to, who", async () => {
    const { house, browser, grant } = await signedIn();
    house.logged.length = 0;
    const { headers } = await browser.get(forAdmins, "/api/x?secret=canary");
    expect(house.logged).toHaveLength(1);
    expect(JSON.parse(house.logged[0] ?? "")).toEqual({
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

  test("T48: what a client sends cannot begin a line of its own", async () => {
    const house = install();
    const hostile = encodeURIComponent('"}\n{"level":60}\r\u001b[2J\u2028');
    const headers = { "user-agent": 'x"} \u001b[31m {"level":60', referer: "\u0085" };
    await new TestBrowser().get(plain, `/api/${hostile}?${hostile}`, { headers });
    await new TestBrowser().post(broken(new Error('line\n{"level":60,"msg":"forged"}')), "/api/x", {});
    for (const line of house.logged) {
      expect(line.endsWith("\n")).toBe(true);
      for (const control of ["\n", "\r", "\u001b", "\u2028"])
        expect(line.slice(0, -1)).not.toContain(control);
      expect(JSON.parse(line).level).not.toBe(60);
    }
    expect(house.logged).toHaveLength(3); // two requests, and what went wrong
  });

  test("T52: what the query layer says of its values is not repeated", async () => {
    const house = install();
    const wrapped = new Error(`Failed query: insert … params: ${CANARY}`, {
      cause: new Error("UNIQUE constraint failed"),
    });
    Object.assign(wrapped, { params: [CANARY], query: "insert" });
    await new TestBrowser().post(broken(wrapped), "/api/x", {});
    expect(house.logged.join()).toContain("UNIQUE constraint failed");
    expect(house.logged.join()).not.toContain(CANARY);
  });
});
