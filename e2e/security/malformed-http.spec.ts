import { signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { expectRefusal } from "@/e2e/support/expect-response";
import { HttpBrowser, sendRaw } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";

const undecodable = ["%ff", "%", "%c0%ae", "%zz", "%00", "a%00b", "%ed%a0%80"];

test("a path that cannot be decoded answers 4xx", async ({ server }) => {
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

test("unsupported HTTP methods are refused with 405", async ({ server }) => {
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

test("cookie bomb: oversized cookies answer 431, and removing them restores access", async ({ server }) => {
  const { account, browser } = await signUpOverHttp(server);
  browser.jar.set("bomb", "b".repeat(20_000));
  for (const path of ["/", "/login", "/api/session"]) expect((await browser.get(path)).status).toBe(431);
  browser.jar.set("bomb", "b".repeat(8_000));
  expect((await browser.get("/api/me")).status).toBe(200);
  expect((await browser.visit("/dashboard")).status).toBe(200);
  browser.jar.delete("bomb");
  await signInOverHttp(server, account, { browser });
});

test("request smuggling: conflicting lengths are refused with one 4xx response", async ({ server }) => {
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

test("response splitting: CRLF in a path or query sets no header", async ({ server }) => {
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
