import { signUpOverHttp } from "@/e2e/support/accounts";
import { readActionForm } from "@/e2e/support/action-form";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";

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

test("open redirect: the page carries only a returnTo path of this app", async ({ server }) => {
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

test("open redirect: the form redirects only to a returnTo path of this app", async ({ server }) => {
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

/** The address stays on the app's origin, even when it is decoded several times. */
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
