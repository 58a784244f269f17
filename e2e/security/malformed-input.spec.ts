import { administrator, signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { readActionForm } from "@/e2e/support/action-form";
import { expectRefusal } from "@/e2e/support/expect-response";
import { HttpBrowser, type HttpResponse } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";
import { stateChangingRequests } from "@/e2e/support/state-changing-requests";

const strange: unknown[] = [null, 7, true, "text", [], [[]], {}, { $ne: null }, ["a@example.com"], "\u0000"];

test("malformed, huge or wrongly typed bodies are refused with the API's error shape", async ({ server }) => {
  const { browser, userId } = await signUpOverHttp(server);
  const session = (await browser.get("/api/session")).json.session.id;
  const withBody = stateChangingRequests.filter(([, , body]) => body);
  for (const [method, pattern, right = {}] of withBody) {
    const path = pattern.replace("{session}", session).replace("{user}", userId);
    const send = async (body: string | Buffer, headers: Record<string, string> = {}) => {
      const all = { "Content-Type": "application/json", ...headers };
      const answer = await browser.send(method, path, undefined, { body, headers: all, loseAnswer: true });
      expectClientError(answer, `${method} ${path} ${String(body).slice(0, 60)}`);
      return answer;
    };
    for (const body of [
      "{",
      "nonsense",
      "{}}",
      '{"a":',
      '"\\u"',
      "\u0000",
      Buffer.from([0x22, 0xff, 0xfe, 0x22]),
    ]) {
      expectRefusal(await send(body), 400, "invalid_request");
    }
    for (const body of ["null", "7", "[]", '"text"', "true"])
      expectRefusal(await send(body), 400, "invalid_request");
    for (const key of Object.keys(right)) {
      for (const value of strange) {
        // Skips values of the right type: any string, and null for a label.
        if (typeof value === typeof right[key] || (key === "label" && value === null)) continue;
        const answer = await send(JSON.stringify({ ...right, [key]: value }));
        expectRefusal(answer, 400, "invalid_request");
        expect(answer.json.details.issues[0].path).toBe(key);
      }
    }
    const text = JSON.stringify(right);
    expectRefusal(await send(text.replace("{", '{"__proto__":{"admin":true},')), 400, "invalid_request");
    expectRefusal(await send(text.replace("{", '{"constructor":{"prototype":{}},')), 400, "invalid_request");
    expectRefusal(await send(text.replace("{", '{"unknown":1,')), 400, "invalid_request");
    expectRefusal(await send(`${"[".repeat(5000)}${"]".repeat(5000)}`), 400, "invalid_request");
    expectRefusal(await send(" ".repeat(16 * 1024 + 1)), 413, "payload_too_large");
    expectRefusal(await send(text, { "Content-Type": "text/plain" }), 415, "unsupported_media_type");
    expectRefusal(await send(text, { "Content-Type": "" }), 415, "unsupported_media_type");
    expectRefusal(await send(text, { "Content-Type": "application/jsonp" }), 415, "unsupported_media_type");
  }
  expect((await browser.get("/api/me")).status).toBe(200);
});

test("a body of one megabyte is refused, with and without Content-Length", async ({ server }) => {
  const browser = new HttpBrowser(server);
  const body = JSON.stringify({ email: "ada@example.com", password: "x".repeat(1024 * 1024) });
  const json = { "Content-Type": "application/json" };
  expectRefusal(
    await browser.post("/api/auth/login", undefined, { body, headers: json }),
    413,
    "payload_too_large",
  );
  const chunked = { ...json, "Transfer-Encoding": "chunked" };
  expectRefusal(
    await browser.post("/api/auth/login", undefined, { body, headers: chunked }),
    413,
    "payload_too_large",
  );
});

test("a form of more than 64 KB is refused, with and without Content-Length, and its connection closed", async ({
  server,
}) => {
  const form = await readActionForm(new HttpBrowser(server), "/login", "Sign in");
  for (const size of [80 * 1024, 512 * 1024, 2 * 1024 * 1024]) {
    const { body, headers } = form.request({ email: "ada@example.com", password: "x".repeat(size) });
    for (const encoding of [{}, { "Transfer-Encoding": "chunked" }]) {
      const options = { body, headers: { ...headers, ...encoding } };
      const answer = await new HttpBrowser(server).post("/login", undefined, options);
      expectRefusal(answer, 413, "payload_too_large");
      expect(answer.headers.connection).toBe("close");
    }
  }
  expect(server.logs()).toContain('"path":"/login","code":"payload_too_large"');
  const { body, headers } = form.request({ email: "ada@example.com", password: "x".repeat(40 * 1024) });
  expect((await new HttpBrowser(server).post("/login", undefined, { body, headers })).status).toBe(200);
});

test("no query string causes a server error", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  const admin = await signInOverHttp(server, administrator);
  const values = [
    "",
    "'",
    "%27%20or%201=1--",
    "%00",
    "%ff",
    "[]",
    "{}",
    "a".repeat(5000),
    "-1",
    "1e9",
    "NaN",
    "🔑",
  ];
  for (const value of values) {
    for (const path of [
      "/api/sessions?status=",
      "/api/sessions?status[]=",
      "/login?reason=",
      "/login?returnTo=",
    ]) {
      const answer = await browser.get(path + encodeLoosely(value));
      expect(answer.status, path + value).toBeLessThan(500);
    }
    for (const name of ["query", "page", "pageSize"]) {
      const answer = await admin.get(`/api/admin/users?${name}=${encodeLoosely(value)}`);
      expect(answer.status, `${name}=${value}`).toBeLessThan(500);
      expect((await admin.visit(`/admin?${name}=${encodeLoosely(value)}`)).status).toBeLessThan(500);
    }
  }
});

function expectClientError(answer: HttpResponse, what: string): void {
  expect(answer.status, what).toBeGreaterThanOrEqual(400);
  expect(answer.status, what).toBeLessThan(500);
}

/** Encodes a value, except for its parts that are percent-encoded already. */
function encodeLoosely(value: string): string {
  return /%[0-9a-f]{2}/i.test(value) ? value : encodeURIComponent(value);
}
