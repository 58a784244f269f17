import { describe, expect, test } from "vitest";
import { signOut } from "@/lib/server/sessions/sessions";
import { install, requester } from "@/lib/server/testing/installation";
import { jsonResponse } from "@/lib/web/request/responses";
import { TestBrowser } from "@/lib/web/testing/browser";
import { authenticated, notFoundRoute, publicEndpoint, route } from "./route";
import { body, broken, forAdmins, plain, signedIn } from "./route.fixture";

describe("methods", () => {
  test("a method without an endpoint answers 405 with the allowed methods", async () => {
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

  test("OPTIONS lists the methods, HEAD is GET without its body", async () => {
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

  test("an unknown path is 404 in the shape of errors, a method that an address does not take 405", async () => {
    install();
    const nowhere = await new TestBrowser().get(notFoundRoute(), "/api/nowhere");
    expect(nowhere).toMatchObject({ status: 404, json: { error: "not_found" } });
    const odd = { "x-internal-allow": "GET, HEAD" };
    const answer = await new TestBrowser().send(notFoundRoute(), "OPTIONS", "/api/refused-method", {
      headers: odd,
    });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, HEAD");
  });

  test.each(["/profile?x=1", "//evil.example/x", "/@evil.example", "/\\evil.example"])(
    "a page under another name of ours is redirected to our origin and nowhere else: %s",
    async (path) => {
      install();
      const headers = { "x-internal-moved": path };
      const { status, headers: answered } = await new TestBrowser().get(notFoundRoute(), "/api/moved", {
        headers,
      });
      expect(status).toBe(307);
      expect(answered.get("location")).toBe(`http://localhost:3000${path}`);
      expect(new URL(`${answered.get("location")}`).origin).toBe("http://localhost:3000");
    },
  );
});

test("a handler gets each part of the path, and nothing for a part that the path does not have", async () => {
  install();
  const nested = route({
    GET: publicEndpoint({ handle: async ({ id, sessionId }) => jsonResponse({ id, sessionId }) }),
  });
  const read = async (params: object) => (await new TestBrowser().get(nested, "/api/x", params)).json;
  expect(await read({ id: "one", sessionId: "two" })).toEqual({ id: "one", sessionId: "two" });
  expect(await read({ id: "one" })).toEqual({ id: "one", sessionId: "" });
  expect(await read({})).toEqual({ id: "", sessionId: "" });
});

describe("other sites", () => {
  test("a mutation from another site is refused before the input is read; a read is not", async () => {
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

  test("a caller that is not a browser is served", async () => {
    install();
    expect(
      (await new TestBrowser().post(plain, "/api/x", {}, { headers: { origin: undefined } })).status,
    ).toBe(200);
  });

  test("T50: our origin comes from the configuration, never from Host", async () => {
    install();
    const headers = { origin: "https://evil.net", host: "evil.net", "x-forwarded-host": "evil.net" };
    expect((await new TestBrowser().post(plain, "/api/x", {}, { headers })).status).toBe(403);
  });
});

describe("input", () => {
  test("an invalid query or body is 400 with the place of each error", async () => {
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

  test("nothing is decided for a client that has disconnected", async () => {
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
    undefined,
    "",
    "Bearer",
    "Bearer ",
    "Basic YWRhOng=",
    "Bearer a b",
    "Bearer a, Bearer b",
    "Bearer {}",
    "a",
  ])("T38: Authorization %j is not authenticated", async (authorization) => {
    install();
    const answer = await new TestBrowser().get(forAdmins, "/api/x", { headers: { authorization } });
    expect(answer).toMatchObject({ status: 401, json: { error: "not_authenticated" } });
    expect(answer.headers.get("www-authenticate")).toBe(
      'Bearer error="invalid_token", error_description="not_authenticated"',
    );
  });

  test("8.2.1: a required role is read from the database on every call", async () => {
    const { browser } = await signedIn();
    expect(await browser.get(forAdmins, "/api/x")).toMatchObject({
      status: 403,
      json: { error: "forbidden" },
    });
    const admin = await signedIn(install(), ["admin"]);
    expect((await admin.browser.get(forAdmins, "/api/x")).status).toBe(200);
    const { user } = admin.grant;
    await admin.app.db.changeAccount({ id: user.id }, () => ({
      outcome: null,
      changes: [{ kind: "update-user", id: user.id, set: { roles: ["user"] } }],
      events: [],
    }));
    expect((await admin.browser.get(forAdmins, "/api/x")).status).toBe(403);
  });

  test("a change without a body is refused, too, once the sign-out that was pending has ended its session", async () => {
    const { browser, grant } = await signedIn();
    browser.jar.set(`latchkey_left.${grant.session.id}`, "1");
    let ran = false;
    const change = route({
      POST: authenticated({
        handle: async () => {
          ran = true;
          return jsonResponse({});
        },
      }),
    });
    expect(await browser.send(change, "POST", "/api/x")).toMatchObject({
      status: 401,
      json: { error: "session_revoked" },
    });
    expect(ran).toBe(false);
  });

  test("T13: a request whose session ends while its body arrives is refused", async () => {
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
    const stream = new ReadableStream(arriving, { highWaterMark: 0 }); // no byte is sent before the server reads
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
