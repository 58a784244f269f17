/** Renewing the cookie of a browser that keeps the key of its session (Device Bound Session Credentials). */
import { describe, expect, test } from "vitest";
import { newDbscChallenge } from "@/lib/server/device-binding/dbsc-tokens";
import { install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import { newTestKey } from "@/lib/server/testing/test-key";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as session from "../session/route";
import * as refresh from "./dbsc/refresh/route";
import * as register from "./dbsc/register/route";
import {
  askChallenge,
  BOUND,
  FORBIDDEN,
  OVER,
  proofOf,
  registeredBrowser,
  registerKey,
  renewBound,
} from "./dbsc.fixture";
import { REQUIRED, renew } from "./device-binding.fixture";
import * as login from "./login/route";
import * as logout from "./logout/route";

const away = async () => {
  throw Object.assign(new Error("away"), { name: "DatabaseUnavailable" });
};

describe("renewing the bound cookie", () => {
  test("needs a new proof by the key of the session; anything else gets 403 and a challenge", async () => {
    const app = install({ IDLE_TIMEOUT: "7200" });
    const { browser, key, id } = await registeredBrowser(app);
    const asked = await askChallenge(browser, id);
    expect(asked).toMatchObject(FORBIDDEN);
    const header = asked.headers.get("secure-session-challenge") ?? "";
    expect(header).toContain(`;id="${id}"`);
    const jti = /^"([^"]+)"/.exec(header)?.[1];
    const stranger = await newTestKey();
    const grace = await app.addUser("Grace");
    const hers = (await app.openSession(grace)).session.id;
    const tries: [string, Parameters<typeof renewBound>[2]][] = [
      ["another key", { key: stranger }],
      ["a key in the proof", { key, header: { jwk: key.jwk } }],
      ["another key in the proof", { key: stranger, header: { jwk: stranger.jwk } }],
      ["another type", { key, header: { typ: "dpop+jwt" } }],
      ["a challenge that is not ours", { key, claims: { jti: "made-up" } }],
      ["a challenge of another session", { key, claims: { jti: newDbscChallenge(hers, app.now) } }],
      ["an old challenge", { key, claims: { jti: newDbscChallenge(id, app.now - 5 * MINUTE) } }],
    ];
    for (const [name, parts] of tries) {
      const refused = await renewBound(browser, id, parts);
      expect(refused, name).toMatchObject(FORBIDDEN);
      expect(refused.headers.get("secure-session-challenge"), name).toContain(`;id="${id}"`);
    }
    const proof = await proofOf(key, { jti });
    const again = [await askChallenge(browser, id, proof), await askChallenge(browser, id, proof)];
    expect(again.map(({ status }) => status)).toEqual([200, 200]);
    app.pass(5 * MINUTE);
    expect(await askChallenge(browser, id, proof)).toMatchObject(FORBIDDEN);
  });

  test("an ended session, and one that was never bound, is forgotten with its cookie", async () => {
    const app = install();
    const { browser, key, id } = await registeredBrowser(app);
    await browser.post(logout, "/api/auth/logout");
    expect(browser.jar.find(BOUND)).toBeUndefined();
    const over = await renewBound(browser, id, { key });
    expect(over).toMatchObject(OVER);
    expect(over.setCookies.at(-1)).toMatch(/^latchkey_bound\.[^;]+=; Max-Age=0;/);
    expect((await browser.get(session, "/api/session")).json).toMatchObject({ authenticated: false });
    expect(await askChallenge(browser, "unknown")).toMatchObject(OVER);
    const foreign = "A".repeat(22);
    expect((await askChallenge(browser, foreign)).setCookies).toEqual([
      expect.stringContaining(`latchkey_bound.${foreign}=; Max-Age=0;`),
    ]);
  });

  test("what cannot be the id of a session is answered as an unknown one, and names no cookie", async () => {
    install();
    const browser = new TestBrowser();
    for (const id of ["", "a b", "a;b", "a=b", "a,b", "\u00fc", "A".repeat(21), "A".repeat(23)]) {
      const answer = await askChallenge(browser, id);
      expect(answer, id).toMatchObject(OVER);
      expect(answer.setCookies, id).toEqual([]);
    }
  });

  test("while the database is away the answer is 503, and the cookies stay", async () => {
    const app = install();
    const { browser, answer, key, id } = await registeredBrowser(app);
    const cookies = browser.cookieHeader();
    const { now } = app.db;
    app.db.now = away;
    expect(await askChallenge(browser, id)).toMatchObject({ status: 503, setCookies: [] });
    expect((await registerKey(browser, answer, { key })).response).toMatchObject({
      status: 503,
      setCookies: [],
    });
    app.db.now = now;
    expect(browser.cookieHeader()).toBe(cookies);
    expect((await renewBound(browser, id, { key })).status).toBe(200);
  });

  test("two accounts of a browser have a cookie each; one signs out without the other", async () => {
    const app = install();
    const { browser, key, id } = await registeredBrowser(app);
    await app.addUser("Grace");
    const fields = { email: "grace@example.com", password: PASSWORD };
    const answer = await browser.post(login, "/api/auth/login", fields);
    const second = await registerKey(browser, answer);
    const hers = answer.json.session.id as string;
    const cookieOf = (sessionId: string) => browser.jar.find(`${BOUND}${sessionId}`)?.value;
    expect(cookieOf(id)).not.toBe(cookieOf(hers));
    expect((await renewBound(browser, hers, { key })).status).toBe(403);
    for (const [one, own] of [
      [id, key],
      [hers, second.key],
    ] as const)
      expect((await renewBound(browser, one, { key: own })).status).toBe(200);
    browser.jar.set(`${BOUND}${hers}`, cookieOf(id) ?? "");
    expect(await renew(browser)).toMatchObject(REQUIRED);
    await browser.post(logout, "/api/auth/logout", { sessionId: hers });
    expect([cookieOf(id) !== undefined, cookieOf(hers)]).toEqual([true, undefined]);
    expect(await renewBound(browser, hers, { key: second.key })).toMatchObject(OVER);
    expect((await renewBound(browser, id, { key })).status).toBe(200);
  });
});

test("both requests need the browser's headers", async () => {
  install();
  for (const [path, route] of [
    ["/api/auth/dbsc/register", register],
    ["/api/auth/dbsc/refresh", refresh],
  ] as const)
    expect(await new TestBrowser().post(route, path)).toMatchObject(FORBIDDEN);
});

test("with binding off, sessions that were bound go on by their cookie, and browsers forget their keys", async () => {
  const app = install();
  const { browser, id } = await registeredBrowser(app);
  app.restart({ DEVICE_BINDING: "off" });
  browser.jar.delete(`${BOUND}${id}`);
  expect((await renew(browser)).status).toBe(200);
  expect(await askChallenge(browser, id)).toMatchObject(OVER);
});
