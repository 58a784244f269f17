/** `GET /api/session/status`: who may read it, what it says, and that it changes nothing. */
import { beforeEach, describe, expect, test } from "vitest";
import { DAY, type Installation, install, MINUTE } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as logout from "../auth/logout/route";
import * as session from "./route";
import * as status from "./status/route";
import * as token from "./token/route";

const SISTER = "https://sister.example";
const SIBLING = "http://two.app.localhost:4000";
const ENVIRONMENT = {
  APP_URL: "http://one.app.localhost:3000",
  TRUSTED_ORIGINS: `${SISTER},${SIBLING}`,
};

let app: Installation;
let browser: TestBrowser;
let userId: string;
beforeEach(async () => {
  app = install(ENVIRONMENT);
  browser = new TestBrowser();
  const user = await app.addUser("Ada");
  await browser.signInWith(await app.openSession(user));
  userId = user.id;
});

const ask = (headers: Record<string, string | undefined> = {}, from = browser, method = "GET") =>
  from.send(status, method, "/api/session/status", { headers, bearer: null });
const epochOf = ({ jar }: TestBrowser) => jar.find("latchkey_epoch")?.value;
const corsOf = ({ headers }: { headers: Headers }) =>
  [...headers].filter(([name]) => name.startsWith("access-control-"));

describe("what it says", () => {
  test("the user and the epoch, and no more", async () => {
    const answer = await ask();
    expect(answer.json).toEqual({
      active: true,
      userId,
      epoch: epochOf(browser),
      serverTime: new Date(app.now).toISOString(),
    });
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  });

  test("why the session ended; the epoch has moved with a sign-out", async () => {
    const before = epochOf(browser);
    const copy = browser.copy();
    await browser.post(logout, "/api/auth/logout");
    const answer = (await ask()).json;
    expect(answer).toEqual({ active: false, epoch: epochOf(browser), serverTime: expect.any(String) });
    expect(answer.epoch).not.toBe(before);
    expect((await ask({}, copy)).json).toMatchObject({ active: false, reason: "signed_out", epoch: before });
    app.pass(31 * DAY);
    expect((await ask()).json).not.toHaveProperty("userId");
  });

  test("extends nothing and changes nothing, however often it is asked", async () => {
    const id = (await browser.get(session, "/api/session")).json.session.id;
    const before = await app.session(id);
    app.pass(29 * MINUTE);
    expect((await ask()).setCookies).toEqual([]);
    expect(await app.session(id)).toEqual(before);
    app.pass(MINUTE);
    expect((await ask()).json).toMatchObject({ active: false, reason: "idle" });
  });

  test("that it can't be told, to a cross-site request to which the browser added none of our cookies", async () => {
    const stranger = new TestBrowser();
    const unavailable = { active: false, unavailable: true };
    const other = { "sec-fetch-site": "cross-site", origin: SISTER };
    expect((await ask(other, stranger)).json).toEqual(unavailable);
    expect((await ask({ ...other, cookie: "theme=dark" }, stranger)).json).toEqual(unavailable);
    expect((await ask({ origin: SISTER }, stranger)).json, "a browser without Sec-Fetch-Site").toEqual(
      unavailable,
    );
    expect((await ask({ origin: "null" }, stranger)).json).toEqual(unavailable);
    expect((await ask(other)).json, "with our cookies").toMatchObject({ active: true });
    for (const headers of [
      {},
      { "sec-fetch-site": "same-site", origin: SIBLING },
      { "sec-fetch-site": "same-origin" },
      { origin: SIBLING },
    ])
      expect((await ask(headers, stranger)).json).toEqual({
        active: false,
        epoch: "",
        serverTime: expect.any(String),
      });
  });
});

describe("who may read it", () => {
  const TRUSTED = [SISTER, SIBLING];
  const STRANGERS = [
    ["a suffix", "https://evil-sister.example"],
    ["a sub-domain", "https://www.sister.example"],
    ["a longer name", "https://sister.example.evil.net"],
    ["another port", "https://sister.example:8443"],
    ["the port left out", "http://two.app.localhost"],
    ["another scheme", "http://sister.example"],
    ["another case", "https://Sister.example"],
    ["a slash at the end", "https://sister.example/"],
    ["a sandbox", "null"],
    ["nothing", ""],
    ["two", `${SISTER}, ${SIBLING}`],
    ["all of them", ENVIRONMENT.TRUSTED_ORIGINS],
    ["our own origin, which needs no permission", ENVIRONMENT.APP_URL],
  ];

  test.each(TRUSTED)("%s, with our cookies", async (origin) => {
    const answer = await ask({ origin });
    expect(corsOf(answer)).toEqual([
      ["access-control-allow-credentials", "true"],
      ["access-control-allow-origin", origin],
    ]);
    expect(answer.headers.get("vary")).toBe("Origin");
  });

  test.each(STRANGERS)("not %s", async (_, origin) => {
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      const answer = await ask({ origin, "access-control-request-method": "GET" }, browser, method);
      expect(corsOf(answer), method).toEqual([]);
      expect(answer.headers.get("vary"), method).toBe("Origin");
    }
  });

  test("a preflight allows reading alone, and changes nothing", async () => {
    const answer = await ask({ origin: SISTER, "access-control-request-method": "GET" }, browser, "OPTIONS");
    expect(answer).toMatchObject({ status: 204, text: "", setCookies: [] });
    expect(Object.fromEntries(corsOf(answer))).toEqual({
      "access-control-allow-credentials": "true",
      "access-control-allow-methods": "GET, HEAD",
      "access-control-allow-origin": SISTER,
      "access-control-max-age": "600",
    });
    expect(answer.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  });

  test("a refusal can be read too, and another endpoint by no other origin", async () => {
    const refused = await ask({ origin: SISTER }, browser, "DELETE");
    expect([refused.status, corsOf(refused).length]).toEqual([405, 2]);
    const others = [
      await browser.get(session, "/api/session", { headers: { origin: SISTER } }),
      await browser.send(token, "OPTIONS", "/api/session/token", { headers: { origin: SISTER } }),
    ];
    for (const answer of others) expect(corsOf(answer)).toEqual([]);
  });

  test("without TRUSTED_ORIGINS nobody else", async () => {
    app.restart({ TRUSTED_ORIGINS: "" });
    expect(corsOf(await ask({ origin: SISTER }))).toEqual([]);
  });
});
