import { signUpOverHttp } from "@/e2e/support/accounts";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test, withAndWithoutMiddleware } from "@/e2e/support/http-test";

test.use({ settings: { withoutMiddleware: true } });

const paths = ["/dashboard", "/profile/security", "/admin"];

/** Opens each guarded page. @returns status, target, policy and whether anything may be kept, the same for all of them */
async function openPages(browser: HttpBrowser) {
  const answers = new Set<string>();
  for (const path of paths) {
    const { status, headers } = await browser.visit(path);
    const to = new URL(headers.location ?? "/nowhere", "http://localhost");
    expect(to.searchParams.get("returnTo"), path).toBe(path);
    expect(headers["cache-control"], path).toBe("private, no-store");
    expect(String(headers["content-security-policy"]), path).toMatch(/script-src 'self' 'nonce-[^']{24}'/);
    answers.add(`${status} ${to.pathname} ${to.searchParams.get("reason")}`);
  }
  return [...answers];
}

/** Sets the cookies whose name begins so to what `change` makes of them. */
function alter(browser: HttpBrowser, prefix: string, change: (value: string) => string | null): HttpBrowser {
  const altered = browser.steal();
  for (const { name, value } of altered.jar.list()) {
    if (!name.startsWith(prefix)) continue;
    const changed = change(value);
    if (changed === null) altered.jar.delete(name);
    else altered.jar.set(name, changed);
  }
  return altered;
}

for (const [kind, choose] of withAndWithoutMiddleware) {
  test(`${kind}: a visitor who cannot be signed in is redirected with the same reason`, async ({
    server: own,
  }) => {
    const server = choose(own);
    expect(await openPages(new HttpBrowser(server))).toEqual(["307 /login null"]);

    const { browser } = await signUpOverHttp(server);
    const [session] = (await browser.get("/api/sessions")).json.sessions;
    const forged = alter(browser, "latchkey_browser", (value) => value.replace("*", "_"));
    expect(await openPages(forged)).toEqual(["307 /login null"]);
    const invented = new HttpBrowser(server);
    invented.jar.set("latchkey_browser", "x");
    invented.jar.set("latchkey_refresh", "x");
    expect(await openPages(invented)).toEqual(["307 /login null"]);
    const unknown = alter(browser, "latchkey_refresh", () => "A".repeat(43));
    expect(await openPages(unknown)).toEqual(["307 /login expired"]);
    const withoutToken = alter(browser, "latchkey_refresh", () => null);
    expect(await openPages(withoutToken)).toEqual(["307 /login expired"]);
    const withoutBrowser = alter(browser, "latchkey_browser", () => null);
    expect(await openPages(withoutBrowser)).toEqual(["307 /login null"]);

    const leftOffline = browser.steal();
    leftOffline.jar.set(`latchkey_left.${session.id}`, "1");
    expect(await openPages(leftOffline)).toEqual(["307 /login signed_out"]);
    const signedOut = browser.steal();
    await browser.post("/api/auth/logout");
    expect(await openPages(signedOut)).toEqual(["307 /login signed_out"]);
    expect(await openPages(browser)).toEqual(["307 /login null"]);
  });

  test(`${kind}: a page answers HEAD like GET, and OPTIONS without a body`, async ({ server: own }) => {
    const server = choose(own);
    const { browser } = await signUpOverHttp(server);
    const head = await browser.send("HEAD", "/dashboard");
    expect([head.status, head.text, head.headers["cache-control"]]).toEqual([200, "", "private, no-store"]);
    const options = await browser.send("OPTIONS", "/dashboard");
    expect([options.text, options.status < 500]).toEqual(["", true]);
  });
}
