import { signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { readActionForm } from "@/e2e/support/action-form";
import { storedUserData } from "@/e2e/support/database";
import { expectRefusal } from "@/e2e/support/expect-response";
import { HttpBrowser, sendRaw } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";
import { startServer } from "@/e2e/support/server";

const undecodable = ["%ff", "%", "%c0%ae", "%zz", "%00", "a%00b", "%ed%a0%80"];

test("a path that cannot be decoded is a clean refusal", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  for (const part of undecodable) {
    expectRefusal(await browser.get(`/api/sessions/${part}`), 404, "not_found");
    expectRefusal(await browser.delete(`/api/sessions/${part}`), 404, "not_found");
    for (const path of [`/${part}`, `/profile/${part}`, `/admin/users/${part}`, `/_next/static/${part}`]) {
      const { status } = await browser.visit(path);
      expect(status, path).toBeGreaterThanOrEqual(400);
      expect(status, path).toBeLessThan(500);
    }
  }
});

test("methods nobody needs are refused", async ({ server }) => {
  for (const method of ["TRACE", "PROPFIND", "LOCK", "PURGE", "M-SEARCH"]) {
    for (const path of ["/", "/login", "/dashboard", "/api/me", "/api/sessions/x", "/icon.svg"]) {
      const answer = await new HttpBrowser(server).send(method, path);
      expect([answer.status, answer.headers.allow !== undefined], `${method} ${path}`).toEqual([405, true]);
      expectRefusal(answer, 405, "method_not_allowed");
    }
  }
  for (const method of ["PUT", "PATCH", "DELETE"]) {
    for (const path of ["/", "/login", "/dashboard"]) {
      expectRefusal(await new HttpBrowser(server).send(method, path), 405, "method_not_allowed");
    }
  }
  expect(await sendRaw(server.port, "WHATEVER / HTTP/1.1\r\nHost: x\r\n\r\n")).toMatch(/^HTTP\/1\.1 4\d\d /);
});

test("too much of a cookie is refused, and without it all is well again", async ({ server }) => {
  const { account, browser } = await signUpOverHttp(server);
  browser.jar.set("bomb", "b".repeat(20_000));
  for (const path of ["/", "/login", "/api/session"]) expect((await browser.get(path)).status).toBe(431);
  browser.jar.set("bomb", "b".repeat(8_000));
  expect((await browser.get("/api/me")).status).toBe(200);
  expect((await browser.visit("/dashboard")).status).toBe(200);
  browser.jar.delete("bomb");
  await signInOverHttp(server, account, { browser });
});

test("one request is one request, whatever its lengths say", async ({ server }) => {
  const smuggled = "GET /api/health HTTP/1.1\r\nHost: smuggled\r\n\r\n";
  const head = `POST /api/auth/refresh HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n`;
  const attempts = [
    `${head}Content-Length: ${smuggled.length + 5}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
    `${head}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n${smuggled}\r\n0\r\n\r\n`,
    `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${smuggled}`,
    `${head}Transfer-Encoding: identity, chunked, identity\r\n\r\n0\r\n\r\n${smuggled}`,
    `${head}Transfer-Encoding : chunked\r\nContent-Length: 0\r\n\r\n${smuggled}`,
    `${head}Content-Length: 0\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`,
    `${head}Content-Length: +0\r\n\r\n${smuggled}`,
    `${head}Content-Length: 0, 0\r\n\r\n${smuggled}`,
    `${head}X: a\nTransfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n${smuggled}`,
  ];
  for (const bytes of attempts) {
    const answers = (await sendRaw(server.port, bytes)).match(/HTTP\/1\.1 \d+/g) ?? [];
    expect([answers.length, answers.every((line) => /4\d\d$/.test(line))], bytes).toEqual([1, true]);
  }
});

test("a header cannot be broken into two", async ({ server }) => {
  for (const path of [
    "/login?returnTo=/a%0d%0aSet-Cookie:%20x=y",
    "/dashboard?a=%0d%0aSet-Cookie:%20x=y",
    "/%0d%0aX:y",
  ]) {
    const answer = await new HttpBrowser(server).visit(path);
    expect(answer.setCookies).toEqual([]);
    expect(answer.headers.x).toBeUndefined();
    expect(answer.status).toBeLessThan(500);
  }
});

test("no cache is led to take a private page for a file", async ({ server }) => {
  const { browser } = await signUpOverHttp(server, { name: "Canary Birdsong" });
  const folders = ["/dashboard", "/profile", "/profile/security", "/profile/activity", "/admin", "/api/me"];
  const files = ["/x.css", "/x.js", "/nothing.png", "/x", "%2fx.css", "/..%2fx.css", ".css", ";x.css"];
  for (const folder of folders) {
    for (const file of files) {
      const answer = await browser.visit(folder + file, { bearer: browser.accessToken });
      expect([answer.status, folder + file]).toEqual([404, folder + file]);
      expect(answer.text, folder + file).not.toContain("@example.com");
      expect(answer.headers["cache-control"]).toContain("no-store");
    }
  }
});

test("the host a request names, and the proxies it tells of, change no address of ours", async ({
  server,
}) => {
  const { account } = await signUpOverHttp(server);
  const lies = {
    Host: "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Port": "444",
    Forwarded: "host=evil.example;proto=https",
    "X-Original-Host": "evil.example",
  };
  const browser = new HttpBrowser(server);
  for (const path of ["/", "/login", "/nowhere", "/login?returnTo=/profile"]) {
    const page = await browser.visit(path, { headers: lies });
    expect(page.text + JSON.stringify(page.headers), path).not.toContain("evil.example");
  }
  const { email, password } = account;
  const answer = await browser.post("/api/auth/login", { email, password }, { headers: lies });
  expect(answer.status).toBe(200);
  const claims = JSON.parse(Buffer.from(answer.json.accessToken.split(".")[1], "base64url").toString());
  expect(claims.iss).toBe(server.origin);
  expect(answer.setCookies.join()).not.toMatch(/secure|domain|evil/i);
  // The right host does not make a foreign origin ours.
  const headers = { ...lies, Origin: "https://evil.example" };
  expectRefusal(await browser.post("/api/auth/logout", undefined, { headers }), 403, "cross_site_request");
});

test("an address a client makes up is neither recorded nor believed", async ({ server }) => {
  const { account, userId } = await signUpOverHttp(server);
  const lies = {
    "X-Forwarded-For": "203.0.113.7",
    "X-Real-IP": "203.0.113.7",
    "CF-Connecting-IP": "203.0.113.7",
    "True-Client-IP": "203.0.113.7",
    Forwarded: "for=203.0.113.7",
    "x-latchkey-peer": "203.0.113.7",
  };
  const { email, password } = account;
  const browser = new HttpBrowser(server);
  await browser.post("/api/auth/login", { email, password: "not the password at all" }, { headers: lies });
  const answer = await browser.post("/api/auth/login", { email, password }, { headers: lies });
  expect(["127.0.0.1", "::1"]).toContain(answer.json.session.ipAddress);
  expect(JSON.stringify(storedUserData(server, userId))).not.toContain("203.0.113.7");
});

test("guesses at one account run out, and the owner still gets in", async () => {
  const server = await startServer({ env: { RATE_LIMIT: "on", TRUSTED_PROXIES: "0" } });
  try {
    const { account, browser } = await signUpOverHttp(server);
    const { email } = account;
    let guesses = 0;
    let answer = await guess(0);
    while (answer.status === 401 && guesses < 50) answer = await guess(++guesses);
    expectRefusal(answer, 429, "rate_limited");
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(guesses).toBeLessThanOrEqual(20);
    // A limit that strangers reached keeps the owner out of no browser the owner has used.
    const { status } = await browser.post("/api/auth/login", { email, password: account.password });
    expect(status).toBe(200);
    // Nor does a restart give guesses back.
    await server.kill();
    await server.restart();
    expectRefusal(await guess(51), 429, "rate_limited");

    function guess(number: number) {
      const headers = { "X-Forwarded-For": `203.0.113.${number}`, "x-latchkey-peer": `203.0.113.${number}` };
      const body = { email, password: `a wrong guess no. ${number}` };
      return new HttpBrowser(server).post("/api/auth/login", body, { headers });
    }
  } finally {
    await server.stop();
  }
});

test("one password tried on everybody is slowed down, whatever address is claimed each time", async () => {
  const server = await startServer({ env: { RATE_LIMIT: "on" } });
  try {
    const seen = new Set<number>();
    for (let number = 0; number < 150 && !seen.has(429); number += 10) {
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, at) => {
          const claimed = `203.0.113.${number + at}`;
          const headers = { "X-Forwarded-For": claimed, "X-Real-IP": claimed, "x-latchkey-peer": claimed };
          const body = { email: `somebody-${number + at}@example.com`, password: "the password of them all" };
          return new HttpBrowser(server).post("/api/auth/login", body, { headers });
        }),
      );
      for (const { status } of answers) seen.add(status);
    }
    expect(seen).toEqual(new Set([401, 429]));
  } finally {
    await server.stop();
  }
});

test("guesses sent all at once count one by one", async () => {
  const server = await startServer({ env: { RATE_LIMIT: "on" } });
  try {
    const { account } = await signUpOverHttp(server);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, number) =>
        new HttpBrowser(server).post("/api/auth/login", {
          email: account.email,
          password: `a wrong guess no. ${number}`,
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(10);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(40);
  } finally {
    await server.stop();
  }
});

const elsewhere = [
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "\\\\evil.example",
  "https://evil.example",
  "https:evil.example",
  "http:/evil.example",
  "HTTPS://evil.example",
  "javascript:alert(1)",
  "data:text/html,evil.example",
  "/\t/evil.example",
  "/\n//evil.example",
  "\t//evil.example",
  " //evil.example",
  "/%2f/evil.example",
  "/%2fevil.example",
  "%2f%2fevil.example",
  "/%252fevil.example",
  "/%5cevil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/a/..//evil.example",
  "/%2e/%2e//evil.example",
  "/@evil.example",
  "//evil.example@localhost",
  "//localhost@evil.example",
  "/%09/evil.example",
  "/\u2028/evil.example",
  "/／evil.example",
  "//evil%E3%80%82example",
  "//[::ffff:203.0.113.7]",
  "blob:https://evil.example/x",
  "?//evil.example",
  "#//evil.example",
  ".evil.example",
  "@evil.example",
  "/dashboard\r\nLocation: https://evil.example",
  "/api/auth/logout",
  `/${"a".repeat(5000)}`,
];

test("returnTo leads nowhere but to a path of ours: in the page", async ({ server }) => {
  for (const page of ["/login", "/signup"]) {
    for (const value of elsewhere) {
      const { text, status } = await new HttpBrowser(server).visit(
        `${page}?returnTo=${encodeURIComponent(value)}`,
      );
      expect(status).toBe(200);
      const [, carried = ""] = /name="returnTo" value="([^"]*)"/.exec(text) ?? [];
      expectOurs(carried.replaceAll("&amp;", "&"), server.origin, value);
    }
    const twice = await new HttpBrowser(server).visit(`${page}?returnTo=/profile&returnTo=//evil.example`);
    expect(twice.text).not.toContain('value="//evil');
    const kept = await new HttpBrowser(server).visit(
      `${page}?returnTo=${encodeURIComponent("/profile?a=b")}`,
    );
    expect(kept.text).toContain('name="returnTo" value="/profile?a=b"');
  }
});

test("returnTo leads nowhere but to a path of ours: after the form", async ({ server }) => {
  const { account } = await signUpOverHttp(server);
  const browser = new HttpBrowser(server);
  const form = await readActionForm(browser, "/login");
  for (const returnTo of [...elsewhere, "/profile?a=b"]) {
    const { email, password } = account;
    const { body, headers } = form.request({ email, password, returnTo });
    const answer = await browser.post("/login", undefined, { body, headers });
    expect(answer.status, returnTo).toBe(303);
    expectOurs(answer.headers.location ?? "", server.origin, returnTo);
    if (returnTo.startsWith("/profile")) expect(answer.headers.location).toBe(returnTo);
  }
});

/** However often the address is decoded, it stays on our origin. */
function expectOurs(address: string, origin: string, what: string): void {
  let decoded = address;
  for (let times = 0; times < 3; times++) {
    expect(decoded, what).toMatch(/^\/(?![/\\])/);
    expect(new URL(decoded, origin).origin, what).toBe(origin);
    expect(new URL(decoded, origin).pathname, what).not.toMatch(/^\/\/|^\/api\//);
    try {
      decoded = decodeURIComponent(decoded);
    } catch {
      return;
    }
  }
}
