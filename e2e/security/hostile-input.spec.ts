import { administrator, signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { readActionForm } from "@/e2e/support/action-form";
import { storedUserData } from "@/e2e/support/database";
import { expectRefusal } from "@/e2e/support/expect-response";
import { HttpBrowser, type HttpResponse } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";

const mutations: [method: string, path: string, body?: Record<string, unknown>][] = [
  ["POST", "/api/auth/signup", { email: "x@example.com", password: "eleven blue kettles", name: "X" }],
  ["POST", "/api/auth/login", { email: "ada@example.com", password: "correct horse battery staple" }],
  ["POST", "/api/auth/refresh"],
  ["POST", "/api/auth/logout"],
  ["POST", "/api/session/activity", { idleForSeconds: 0 }],
  ["PATCH", "/api/sessions/{session}", { label: "mine" }],
  ["DELETE", "/api/sessions/{session}"],
  ["POST", "/api/sessions/revoke-all", { scope: "all" }],
  ["PATCH", "/api/me", { name: "Mallory" }],
  ["POST", "/api/me/password", { currentPassword: "{password}", newPassword: "seven quiet lanterns" }],
  ["POST", "/api/admin/users/{user}/disable"],
  ["POST", "/api/admin/users/{user}/enable"],
  ["POST", "/api/admin/users/{user}/sessions/revoke-all"],
];

/** What a browser says of a request that another site's page has made. */
const foreign: Record<string, string | undefined>[] = [
  { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" },
  { "Sec-Fetch-Site": "same-site", Origin: "https://sibling.localhost" },
  { "Sec-Fetch-Site": "none", Origin: undefined },
  { "Sec-Fetch-Site": "cross-site", Origin: undefined },
  { "Sec-Fetch-Site": "same-origin", Origin: "https://evil.example" },
  { "Sec-Fetch-Site": "same-origin", Origin: "null" },
  { "Sec-Fetch-Site": undefined, Origin: "null" },
  { "Sec-Fetch-Site": undefined, Origin: "https://evil.example" },
  { "Sec-Fetch-Site": undefined, Origin: "http://localhost.evil.example" },
  { "Sec-Fetch-Site": undefined, Origin: "http://localhost" },
  { "Sec-Fetch-Site": "same-origin, same-origin", Origin: undefined },
];

test("what another site's page sends is refused everywhere, and changes nothing", async ({ server }) => {
  const { account, browser, userId } = await signUpOverHttp(server);
  const session = (await browser.get("/api/session")).json.session.id;
  const stored = storedUserData(server, userId);
  for (const [method, pattern, body] of mutations) {
    const path = pattern.replace("{session}", session).replace("{user}", userId);
    const json = body && JSON.parse(JSON.stringify(body).replace("{password}", account.password));
    for (const headers of foreign) {
      for (const sender of [browser, new HttpBrowser(server)]) {
        expectRefusal(await sender.send(method, path, json, { headers }), 403, "cross_site_request");
      }
    }
    // The kinds of body a form of another site can send without asking first.
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
    ]) {
      const headers = { ...foreign[0], "Content-Type": type };
      expectRefusal(await browser.send(method, path, json, { headers }), 403, "cross_site_request");
    }
  }
  expect(storedUserData(server, userId)).toEqual(stored);
});

test("another site is given no leave to read", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  for (const Origin of ["https://evil.example", "null"]) {
    const answer = await browser.get("/api/me", { headers: { Origin, "Sec-Fetch-Site": "cross-site" } });
    const asked = await browser.send("OPTIONS", "/api/me", undefined, {
      headers: { Origin, "Access-Control-Request-Method": "PATCH" },
    });
    for (const { headers } of [answer, asked]) {
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
    }
  }
});

test("a caller that is no browser is served without either header", async ({ server }) => {
  const { account } = await signUpOverHttp(server);
  const { email, password } = account;
  const headers = { Origin: undefined, "Sec-Fetch-Site": undefined };
  const answer = await new HttpBrowser(server).post("/api/auth/login", { email, password }, { headers });
  expect(answer.status).toBe(200);
});

test("the form of the login page is refused from another site, and leaves no cookie", async ({ server }) => {
  const { account } = await signUpOverHttp(server);
  const browser = new HttpBrowser(server);
  const form = await readActionForm(browser, "/login");
  const { body, headers } = form.request({ email: account.email, password: account.password });
  for (const foreignHeaders of foreign) {
    for (const byScript of [{}, { "Next-Action": form.actionId }]) {
      const answer = await browser.post("/login", undefined, {
        body,
        headers: { ...headers, ...foreignHeaders, ...byScript },
      });
      expect([answer.status, answer.setCookies], JSON.stringify(foreignHeaders)).toEqual([403, []]);
    }
  }
  const ours = await browser.post("/login", undefined, { body, headers });
  expect(ours.status).toBe(303);
  expect((await browser.get("/api/session")).json.authenticated).toBe(true);
});

test("the form that signs out is refused from another site, and signs out from ours", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  const { body, headers } = (await readActionForm(browser, "/dashboard")).request({});
  for (const foreignHeaders of foreign) {
    const answer = await browser.post("/dashboard", undefined, {
      body,
      headers: { ...headers, ...foreignHeaders },
    });
    expect([answer.status, answer.setCookies], JSON.stringify(foreignHeaders)).toEqual([403, []]);
  }
  expect((await browser.get("/api/session")).json.authenticated).toBe(true);
  const before = browser.steal();
  const ours = await browser.post("/dashboard", undefined, { body, headers });
  expect(ours.headers.location).toBe("/login?reason=signed_out");
  expectRefusal(await before.get("/api/me"), 401, "session_revoked", "signed_out");
});

test("another user's session is not there, and stays as it is", async ({ server }) => {
  const owner = await signUpOverHttp(server);
  const session = (await owner.browser.get("/api/session")).json.session.id;
  const { browser: other } = await signUpOverHttp(server);
  const admin = await signInOverHttp(server, administrator);
  const stored = storedUserData(server, owner.userId);
  for (const stranger of [other, admin]) {
    expectRefusal(await stranger.delete(`/api/sessions/${session}`), 404, "not_found");
    expectRefusal(await stranger.patch(`/api/sessions/${session}`, { label: "mine" }), 404, "not_found");
    const unknown = await stranger.delete(`/api/sessions/${"A".repeat(22)}`);
    const foreignOne = await stranger.delete(`/api/sessions/${session}`);
    expect(foreignOne.text).toBe(unknown.text);
  }
  expect(storedUserData(server, owner.userId)).toEqual(stored);
  expect((await owner.browser.get("/api/me")).status).toBe(200);
});

test("an ended session of one's own is not there either", async ({ server }) => {
  const { account, browser } = await signUpOverHttp(server);
  const other = await signInOverHttp(server, account);
  const id = (await other.get("/api/session")).json.session.id;
  expect((await browser.delete(`/api/sessions/${id}`)).status).toBe(204);
  expectRefusal(await browser.patch(`/api/sessions/${id}`, { label: "gone" }), 404, "not_found");
});

test("who is no administrator is forbidden what administrators do", async ({ server }) => {
  const owner = await signUpOverHttp(server);
  const { browser: other } = await signUpOverHttp(server);
  const stored = storedUserData(server, owner.userId);
  const calls: [string, string][] = [
    ["GET", "/api/admin/users"],
    ["GET", `/api/admin/users/${owner.userId}/sessions`],
    ["POST", `/api/admin/users/${owner.userId}/disable`],
    ["POST", `/api/admin/users/${owner.userId}/enable`],
    ["POST", `/api/admin/users/${owner.userId}/sessions/revoke-all`],
    ["GET", "/api/admin/users/unknown/sessions"],
  ];
  for (const [method, path] of calls) {
    for (const sender of [other, owner.browser]) {
      expectRefusal(await sender.send(method, path), 403, "forbidden");
    }
  }
  expect(storedUserData(server, owner.userId)).toEqual(stored);
});

test("a forged or broken access token is refused, and revokes nothing", async ({ server }) => {
  const { browser, userId } = await signUpOverHttp(server);
  const stored = storedUserData(server, userId);
  const [head = "", payload = "", signature = ""] = (browser.accessToken ?? "").split(".");
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const decode = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
  const claims = decode(payload);
  const header = decode(head);
  const withHeader = (changes: object) => `${encode({ ...header, ...changes })}.${payload}.${signature}`;
  const keys = (await browser.get("/.well-known/jwks.json")).text;
  const refresh = browser.jar.find("latchkey_refresh")?.value ?? "";
  const tokens = [
    "x",
    ".",
    "..",
    "a.b.c",
    "null",
    refresh,
    `${head}.${payload}.`,
    `${head}.${payload}.${signature.slice(0, -4)}AAAA`,
    `${head}.${encode({ ...claims, roles: ["admin"] })}.${signature}`,
    `${head}.${encode({ ...claims, exp: claims.exp + 1e6 })}.${signature}`,
    `${head}.${payload}.${signature}.${signature}.${signature}`,
    ...["none", "NONE", "nOnE"].map((alg) => `${encode({ alg, typ: "at+jwt" })}.${payload}.`),
    ...["HS256", "ES384", "RS256", "PBES2-HS256+A128KW", "dir"].map((alg) => withHeader({ alg })),
    withHeader({ typ: "JWT" }),
    withHeader({ kid: "../../etc/passwd" }),
    withHeader({ kid: "' or 1=1 --" }),
    withHeader({ kid: ["a"] }),
    withHeader({ jku: "http://localhost:1/", jwk: JSON.parse(keys).keys[0], x5u: "http://localhost:1/" }),
    withHeader({ crit: ["exp"] }),
    encode({ payload, signatures: [{ protected: head, signature }] }),
    "a".repeat(7000),
  ];
  for (const bearer of tokens) {
    expectRefusal(await browser.get("/api/me", { bearer }), 401, "not_authenticated");
  }
  for (const Authorization of ["Bearer", "Bearer ", "Basic YTpi", `Basic ${browser.accessToken}`, "🗝"]) {
    const answer = await browser.get("/api/me", { headers: { Authorization: latin1(Authorization) } });
    expectRefusal(answer, 401, "not_authenticated");
  }
  expect(storedUserData(server, userId)).toEqual(stored);
});

test("a forged or broken cookie is refused, and revokes nothing", async ({ server }) => {
  const { browser, userId } = await signUpOverHttp(server);
  const stored = storedUserData(server, userId);
  const refresh = browser.jar.find("latchkey_refresh");
  const seal = browser.jar.find("latchkey_browser");
  if (!refresh || !seal) throw new Error("no cookies");
  const cookie = (token: string, sealed = seal.value) =>
    `${refresh.name}=${token}; latchkey_browser=${sealed}`;
  const flipped = (at: number) => {
    const other = seal.value[at] === "A" ? "B" : "A";
    return seal.value.slice(0, at) + other + seal.value.slice(at + 1);
  };
  const cookies = [
    cookie("A".repeat(43)),
    cookie(""),
    cookie("%00%ff"),
    cookie(refresh.value.slice(1)),
    cookie(`${refresh.value}A`),
    cookie(refresh.value.toLowerCase()),
    `${refresh.name}=${refresh.value}`,
    `latchkey_browser=${seal.value}`,
    ...[10, 90, 150, 250, seal.value.length - 5].map((at) => cookie(refresh.value, flipped(at))),
    cookie(refresh.value, "Fe26.2*1*****"),
    cookie(refresh.value, encodeURIComponent(JSON.stringify({ browserId: "x", signIns: [], active: 0 }))),
    // Two of a name: somebody else has set one of them.
    `${cookie("A".repeat(43))}; ${refresh.name}=${refresh.value}`,
    `${cookie(refresh.value)}; ${refresh.name}=${"A".repeat(43)}`,
    `${cookie(refresh.value)}; latchkey_browser=other`,
    "latchkey_refresh.__proto__.0=x; latchkey_refresh.constructor.0=y; latchkey_browser=__proto__",
    "=; ;;; =a; latchkey_refresh; latchkey_browser",
    `a=${"b".repeat(8192)}`,
  ];
  for (const Cookie of cookies) {
    expectRefusal(
      await browser.post("/api/auth/refresh", undefined, { headers: { Cookie } }),
      401,
      "not_authenticated",
    );
    const page = await browser.visit("/dashboard", { headers: { Cookie } });
    expect([page.status, page.setCookies], Cookie).toEqual([307, []]);
    const out = await browser.post("/api/auth/logout", undefined, {
      bearer: null,
      headers: { Cookie },
      loseAnswer: true,
    });
    expect(out.status, Cookie).toBe(204);
  }
  expect(storedUserData(server, userId)).toEqual(stored);
  expect((await browser.post("/api/auth/refresh")).status).toBe(200);
});

test("a planted browser is not the one signed in on: no session fixation", async ({ server }) => {
  const attacker = await signUpOverHttp(server);
  const victim = await signUpOverHttp(server);
  const planted = attacker.browser.steal();
  const before = planted.jar.list();
  await signInOverHttp(server, victim.account, { browser: planted });
  // The attacker still knows the cookies that were there before, and no more.
  expect((await attacker.browser.get("/api/session")).json.user.id).toBe(attacker.userId);
  const values = planted.jar.list().map(({ value }) => value);
  for (const { name, value } of before) {
    if (name.includes("browser") || name.includes("epoch")) expect(values).not.toContain(value);
  }
  expect((await planted.get("/api/session")).json.user.id).toBe(victim.userId);
});

const strange: unknown[] = [null, 7, true, "text", [], [[]], {}, { $ne: null }, ["a@example.com"], "\u0000"];

test("malformed, huge or wrongly typed bodies are refused in the one shape", async ({ server }) => {
  const { browser, userId } = await signUpOverHttp(server);
  const session = (await browser.get("/api/session")).json.session.id;
  const withBody = mutations.filter(([, , body]) => body);
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
        // A text is a text, and none is a default; what is left is of the wrong type.
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

test("a megabyte is refused before it is read, with and without its length", async ({ server }) => {
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

test("no query makes a server error", async ({ server }) => {
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

test("a person's words are shown as words", async ({ server }) => {
  const svg = "<svg onload=alert(1)>";
  const { account, userId } = await signUpOverHttp(server, { name: svg });
  const browser = new HttpBrowser(server, { userAgent: `${svg} "><script>alert(2)</script>` });
  await signInOverHttp(server, account, { browser });
  const session = (await browser.get("/api/session")).json.session.id;
  expect((await browser.patch(`/api/sessions/${session}`, { label: svg })).status).toBe(200);
  const admin = await signInOverHttp(server, administrator);
  const pages = [
    await browser.visit("/dashboard"),
    await browser.visit("/profile"),
    await browser.visit("/profile/activity"),
    await admin.visit(`/admin/users/${userId}`),
    await browser.visit(`/login?reason=${encodeURIComponent(svg)}&returnTo=${encodeURIComponent(`/${svg}`)}`),
  ];
  for (const { status, text } of pages) {
    expect(status).toBe(200);
    expect(text).not.toMatch(/<svg onload|<script>alert/);
  }
  const odd = ["\u0007bell", "line\nbreak", "\u202egnp.exe", "\u2028"];
  for (const label of odd) {
    expectRefusal(await browser.patch(`/api/sessions/${session}`, { label }), 400, "invalid_request");
  }
});

function expectClientError(answer: HttpResponse, what: string): void {
  expect(answer.status, what).toBeGreaterThanOrEqual(400);
  expect(answer.status, what).toBeLessThan(500);
}

/** Leaves what is percent-encoded already as it is. */
function encodeLoosely(value: string): string {
  return /%[0-9a-f]{2}/i.test(value) ? value : encodeURIComponent(value);
}

/** The bytes of a text, as Node sends a header. */
function latin1(text: string): string {
  return Buffer.from(text).toString("latin1");
}
