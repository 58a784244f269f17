/**
 * Sites beside Latchkey, in a browser: a sister of the same site, one of another site, and a stranger. The browser sends our
 * cookies in a frame of the same site, and none in one of another. Changes are pushed: a page that had to ask would ask after
 * five minutes.
 */
import type { Page } from "@playwright/test";
import { signInOverHttp, signUpOverHttp, type TestAccount } from "@/e2e/support/accounts";
import { expectPushed } from "@/e2e/support/push-time";
import { type Server, startServer } from "@/e2e/support/server";
import { expect, test } from "@/e2e/support/test";
import { startSisterSite } from "@/examples/sister-site/server";

let app: Server;
let site: Awaited<ReturnType<typeof startSisterSite>>;
let account: TestAccount;
/** The sister site under three names. */
let sister: string;
let otherSite: string;
let stranger: string;

test.beforeAll(async () => {
  site = await startSisterSite({ appUrl: () => app.origin });
  sister = `http://sister.app.localhost:${site.port}`;
  otherSite = `http://127.0.0.1:${site.port}`;
  stranger = `http://stranger.app.localhost:${site.port}`;
  app = await startServer({ host: "app.localhost", env: { TRUSTED_ORIGINS: `${sister},${otherSite}` } });
  const signedUp = await signUpOverHttp(app, { name: "Robin" });
  account = signedUp.account;
});

test.afterAll(async () => {
  site.server.closeAllConnections();
  site.server.close();
  await app.stop();
});

/** Calls our API as a page of ours does. */
function call(page: Page, path: string, body: object = {}): Promise<number> {
  return page.evaluate(
    async ([url, json]) => {
      const headers = { "Content-Type": "application/json" };
      return (await fetch(url, { method: "POST", headers, body: json })).status;
    },
    [path, JSON.stringify(body)] as const,
  );
}

const shown = (page: Page) => page.locator("#session");
const token = (page: Page) => page.locator("#token");

test("a sister site shows who is signed in, gets the tokens that it may have, and follows a sign-out within a second", async ({
  page,
  context,
}) => {
  await page.goto(`${app.origin}/login`);
  const beside = await context.newPage();
  await beside.goto(sister);
  await expect(shown(beside)).toHaveText("Not signed in to Latchkey.");

  const { email, password } = account;
  expect(await call(page, "/api/auth/login", { email, password })).toBe(200);
  await expect(shown(beside)).toHaveText(/^Signed in to Latchkey as [\w-]{22}\.$/);
  await beside.reload();
  await expect(shown(beside)).toHaveText(/^Signed in to Latchkey as /);

  await beside.getByRole("button", { name: "realtime" }).click();
  await expect(token(beside)).toHaveText("A realtime token for 30 seconds.");
  await beside.getByRole("button", { name: "reports" }).click();
  await expect(token(beside)).toHaveText("No reports token: forbidden.");

  // Ended from another device: nothing in this browser changes, so only the frame can tell.
  const elsewhere = await signInOverHttp({ url: app.url, origin: app.origin }, account);
  const { session } = await page.evaluate(async () => (await fetch("/api/session")).json());
  const notSignedIn = { selector: "#session", text: /^Not signed in/ };
  await expectPushed(beside, notSignedIn, async () =>
    expect((await elsewhere.delete(`/api/sessions/${session.id}`)).status).toBe(204),
  );
  await expect(shown(beside)).toHaveText("Not signed in to Latchkey (user).");

  expect(await call(page, "/api/auth/login", { email, password })).toBe(200);
  await expect(shown(beside)).toHaveText(/^Signed in to Latchkey as /);
  await expectPushed(beside, notSignedIn, async () => expect(await call(page, "/api/auth/logout")).toBe(204));
  await expect(shown(beside)).toHaveText(/^Not signed in to Latchkey( \(signed_out\))?\.$/);
  await beside.getByRole("button", { name: "realtime" }).click();
  await expect(token(beside)).toHaveText("No realtime token: not_authenticated.");
});

test("a page of another site is told that the browser keeps it from knowing, never that no user is signed in", async ({
  page,
  context,
}) => {
  await page.goto(`${app.origin}/login`);
  const { email, password } = account;
  expect(await call(page, "/api/auth/login", { email, password })).toBe(200);
  const beside = await context.newPage();
  await beside.goto(otherSite);
  await expect(shown(beside)).toHaveText("This browser tells other sites nothing about Latchkey.");
  await beside.getByRole("button", { name: "realtime" }).click();
  await expect(token(beside)).toHaveText("No realtime token: unavailable.");
  const asked = await beside.evaluate(
    async (url) => (await fetch(url, { credentials: "include" })).json(),
    [`${app.origin}/api/session/status`].join(),
  );
  expect(asked).toEqual({ active: false, unavailable: true });
});

test("a stranger of the same site frames no page, reads no answer and gets no token", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(
    /violates the following Content Security Policy directive: "frame-ancestors|blocked by CORS policy/,
  );
  expectConsole(/^Framing '|net::ERR_FAILED$/);
  await page.goto(`${app.origin}/login`);
  const { email, password } = account;
  expect(await call(page, "/api/auth/login", { email, password })).toBe(200);

  const evil = await context.newPage();
  await evil.goto(stranger);
  const heard = await evil.evaluate(
    async ([address, origins]) => {
      const messages: unknown[] = [];
      addEventListener("message", ({ data }) => messages.push(data));
      const loaded = [];
      for (const origin of origins) {
        const frame = document.createElement("iframe");
        frame.src = `${address}/embed/session?origin=${encodeURIComponent(origin)}`;
        loaded.push(new Promise((done) => frame.addEventListener("load", done)));
        document.body.append(frame);
        frame.contentWindow?.postMessage({ type: "latchkey:token", template: "realtime" }, "*");
      }
      await Promise.all(loaded);
      const refusal = await fetch(`${address}/api/session/status`, { credentials: "include" }).catch(String);
      return { messages, refusal };
    },
    [app.origin, [sister, stranger]] as const,
  );
  expect(heard).toEqual({ messages: [], refusal: "TypeError: Failed to fetch" });
  await expect(shown(evil)).toHaveText("Asking Latchkey…");
});

test("only the page for frames may be framed, and only the module may be loaded from anywhere", async ({
  page,
}) => {
  const headersOf = async (path: string) => (await page.request.get(`${app.url}${path}`)).headers();
  const embed = `/embed/session?origin=${encodeURIComponent(sister)}`;
  const framed = await headersOf(embed);
  expect(framed["content-security-policy"]).toContain(`frame-ancestors ${sister} ${otherSite}`);
  expect(framed).not.toHaveProperty("x-frame-options");
  expect(framed["cache-control"]).toBe("private, no-store");
  for (const path of [
    "/",
    "/login",
    "/embed/session/x",
    "/embed.js",
    "/api/session/status",
    "/embed-session.js",
  ]) {
    const headers = await headersOf(path);
    expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
    expect(headers["x-frame-options"], path).toBe("DENY");
    const isModule = path === "/embed.js";
    expect(headers["cross-origin-resource-policy"], path).toBe(isModule ? "cross-origin" : "same-origin");
    expect(headers["access-control-allow-origin"], path).toBe(isModule ? "*" : undefined);
  }
  expect((await headersOf("/embed.js"))["content-type"]).toMatch(/javascript/);
});
