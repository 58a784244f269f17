import { NextRequest } from "next/server";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DAY, type Installation, install } from "@/lib/server/testing/installation";
import { EMPTY_POLICY } from "@/lib/web/request/content-security-policy";
import { TestBrowser } from "@/lib/web/testing/browser";
import { guardPage } from "./page-guard";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 1) }));
afterEach(() => void vi.useRealTimers());

async function visit(
  browser: TestBrowser,
  path: string,
  method = "GET",
  headers: Record<string, string> = {},
) {
  const cookie = browser.cookieHeader();
  const request = new NextRequest(new URL(path, "http://localhost:3000"), {
    method,
    headers: { cookie, ...headers },
  });
  const response = await guardPage(request);
  const location = response.headers.get("location");
  return {
    response,
    status: response.status,
    to: location && new URL(location).pathname + new URL(location).search,
  };
}

async function signedIn(app: Installation, options = {}): Promise<TestBrowser> {
  const browser = new TestBrowser();
  await browser.signInWith(await app.openSession(await app.addUser("Ada"), options));
  return browser;
}

describe("a guarded page", () => {
  const GUARDED = ["/dashboard", "/profile", "/profile/security", "/admin", "/admin/users/x"];

  test.each(GUARDED)(
    "%s: an unauthenticated visitor is redirected to the login page, with the path to return to",
    async (path) => {
      install();
      const { status, to, response } = await visit(new TestBrowser(), path);
      expect(status).toBe(307);
      expect(to).toBe(`/login?returnTo=${encodeURIComponent(path)}`);
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(await response.text()).toBe("");
    },
  );

  test("a redirect to the login page leaves one line in the log", async () => {
    const app = install();
    await visit(new TestBrowser(), "/profile?secret=canary");
    expect(app.logged.map((line) => JSON.parse(line))).toMatchObject([
      { msg: "refused", method: "GET", path: "/profile", code: "not_authenticated" },
    ]);
    expect(app.logged.join()).not.toContain("canary");
  });

  test.each(GUARDED)(
    "%s: a request with a refresh cookie may go on; the page checks the cookie",
    async (path) => {
      const browser = await signedIn(install());
      expect((await visit(browser, path)).to).toBeNull();
    },
  );

  test("the redirect names the reason when the session's cookie is gone or its absolute limit has passed", async () => {
    const app = install();
    const browser = await signedIn(app);
    vi.advanceTimersByTime(30 * DAY - 1);
    expect((await visit(browser, "/profile")).to).toBeNull();
    vi.advanceTimersByTime(1);
    expect((await visit(browser, "/profile")).to).toBe("/login?reason=absolute&returnTo=%2Fprofile");

    const closed = await signedIn(install());
    vi.setSystemTime(Date.UTC(2030, 0, 1));
    for (const [name] of closed.refreshCookies()) closed.jar.delete(name);
    expect((await visit(closed, "/profile")).to).toBe("/login?reason=expired&returnTo=%2Fprofile");
  });

  test("a forged or broken browser cookie counts as none, and the redirect names no reason", async () => {
    const browser = await signedIn(install());
    browser.jar.set("latchkey_browser", `${browser.jar.find("latchkey_browser")?.value}`.replace("*", "_"));
    expect((await visit(browser, "/profile")).to).toBe("/login?returnTo=%2Fprofile");
  });

  test("a browser that arrives from the sign-in form without a cookie is told that it blocks cookies", async () => {
    const to = async (referer: string, browser = new TestBrowser()) =>
      (await visit(browser, "/profile", "GET", { referer })).to;
    install();
    for (const page of ["/login", "/login?returnTo=%2Fprofile", "/signup"])
      expect(await to(`http://localhost:3000${page}`)).toBe(
        "/login?reason=cookies_blocked&returnTo=%2Fprofile",
      );
    for (const page of ["http://localhost:3000/", "https://evil.net/login", "not a URL"])
      expect(await to(page)).toBe("/login?returnTo=%2Fprofile");
    const browser = new TestBrowser();
    browser.jar.set("theme", "dark");
    expect(await to("http://localhost:3000/login", browser)).toBe("/login?returnTo=%2Fprofile");
  });

  test("a prefetch, an action or any other header does not bypass the guard", async () => {
    install();
    for (const header of [
      "x-middleware-subrequest",
      "rsc",
      "next-router-prefetch",
      "purpose",
      "x-nextjs-data",
    ]) {
      expect((await visit(new TestBrowser(), "/dashboard", "GET", { [header]: "1" })).to).toMatch(/^\/login/);
    }
  });
});

test("no request is redirected away from a public page, least of all from the login page", async () => {
  const app = install();
  const browser = await signedIn(app);
  vi.advanceTimersByTime(31 * DAY);
  for (const path of ["/", "/login", "/signup", "/dashboardx", "/nowhere"]) {
    expect((await visit(browser, path)).to).toBeNull();
    expect((await visit(new TestBrowser(), path)).to).toBeNull();
  }
});

describe("a form sent to a page", () => {
  test.each([
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ origin: "null" }, 403],
    [{ origin: "http://localhost:3000", "sec-fetch-site": "same-origin" }, 200],
    [{}, 200],
  ] as [Record<string, string>, number][])("%j: %i", async (headers, status) => {
    install();
    const { response } = await visit(new TestBrowser(), "/login", "POST", headers);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-security-policy")).toBe(status === 200 ? null : EMPTY_POLICY);
  });

  test("a refused form leaves one line in the log, an accepted one none", async () => {
    const app = install();
    await visit(new TestBrowser(), "/login?secret=canary", "POST", { origin: "https://evil.net" });
    await visit(new TestBrowser(), "/login", "POST");
    expect(app.logged.map((line) => JSON.parse(line))).toMatchObject([
      {
        msg: "refused",
        requestId: expect.any(String),
        method: "POST",
        path: "/login",
        code: "cross_site_request",
      },
    ]);
    expect(app.logged.join()).not.toContain("canary");
  });

  test("a browser without scripts gets a page that names our address; others get JSON", async () => {
    install();
    const foreign = { origin: "http://192.0.2.7:3000" };
    const { response } = await visit(new TestBrowser(), "/login", "POST", {
      ...foreign,
      accept: "text/html",
    });
    expect(response.status).toBe(403);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await response.text()).toContain('<a href="http://localhost:3000/">http://localhost:3000</a>');
    const german = { ...foreign, accept: "text/html", "accept-language": "de" };
    const answer = await visit(new TestBrowser(), "/login", "POST", german);
    expect(await answer.response.text()).toMatch(/<html lang="de">.*unter einer anderen Adresse/s);
    for (const headers of [foreign, { ...foreign, accept: "text/html", "next-action": "x" }]) {
      const { response: other } = await visit(new TestBrowser(), "/login", "POST", headers);
      expect(await other.json()).toMatchObject({
        error: "cross_site_request",
        details: { origin: "http://localhost:3000" },
      });
    }
  });

  test.each(["PUT", "PATCH", "DELETE"])("%s is no method of a page", async (method) => {
    install();
    const { response } = await visit(new TestBrowser(), "/login", method);
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, POST, OPTIONS");
  });
});
