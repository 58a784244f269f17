/** Sessions whose key the browser itself keeps (Device Bound Session Credentials), request by request. */
import { describe, expect, test } from "vitest";
import { newChallenge } from "@/lib/server/dbsc-tokens";
import { newDeviceKey } from "@/lib/server/testing/device-key";
import { install, MINUTE, onEveryEngine, PASSWORD, SECOND } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as session from "../session/route";
import * as refresh from "./dbsc/refresh/route";
import * as register from "./dbsc/register/route";
import {
  askChallenge,
  BOUND,
  doublyBoundBrowser,
  offerOf,
  proofOf,
  registeredBrowser,
  registerKey,
  renewBound,
  sendRegistration,
} from "./dbsc.fixture";
import { CREDENTIALS, KeyBrowser, REQUIRED, renew } from "./device-binding.fixture";
import * as login from "./login/route";
import * as logout from "./logout/route";
import * as reauthenticate from "./reauthenticate/route";

const FORBIDDEN = { status: 403, json: { error: "forbidden" }, setCookies: [] };
const OVER = { status: 200, json: { continue: false } };

const away = async () => {
  throw Object.assign(new Error("away"), { name: "DatabaseUnavailable" });
};

onEveryEngine((installHere) => {
  test("a browser registers its key, refreshes with the bound cookie, and renews that", async () => {
    const app = await installHere({ IDLE_TIMEOUT: "7200" });
    const { browser, response, key, id } = await registeredBrowser(app);
    const name = `${BOUND}${id}`;
    expect(response).toMatchObject({
      status: 200,
      json: {
        session_identifier: id,
        refresh_url: "/api/auth/dbsc/refresh",
        scope: { origin: app.config.origin, include_site: false },
        credentials: [{ type: "cookie", name, attributes: "Path=/; HttpOnly; SameSite=Lax" }],
      },
    });
    expect(response.setCookies.at(-1)).toMatch(
      /^latchkey_bound\.[^;]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const row = await app.session(id);
    expect(row.binding).toBe("dbsc");
    expect(JSON.parse(row.boundKey ?? "")).toEqual({ ...key.jwk, kid: key.thumbprint });
    expect((await renew(browser)).json).toMatchObject({ session: { binding: "dbsc" } });

    app.pass(10 * MINUTE);
    expect(await renew(browser)).toMatchObject(REQUIRED);
    expect(await renewBound(browser, id, { key })).toMatchObject({
      status: 200,
      json: { session_identifier: id },
    });
    expect((await renew(browser)).status).toBe(200);
  });

  test("a stolen jar refreshes nothing once its bound cookie is old, and its owner goes on", async () => {
    const app = await installHere({ IDLE_TIMEOUT: "7200" });
    const { browser, id, key } = await registeredBrowser(app);
    const thief = browser.copy();
    app.pass(10 * MINUTE - SECOND);
    await renewBound(browser, id, { key });
    app.pass(SECOND);
    expect(await renew(thief)).toMatchObject({ ...REQUIRED, setCookies: [] });
    thief.jar.delete(`${BOUND}${id}`);
    expect(await renew(thief)).toMatchObject(REQUIRED);
    expect((await renew(browser)).status).toBe(200);
    expect((await app.session(id)).endedAt).toBeNull();
  });

  test("a key that scripts prove gives way in the first ten seconds, and stays good for a lost cookie", async () => {
    const app = await installHere();
    const { browser, answer, id } = await doublyBoundBrowser(app);
    expect((await registerKey(browser, answer)).response.status).toBe(200);
    expect((await app.session(id)).binding).toBe("dbsc");
    expect((await renew(browser)).status).toBe(200);
    browser.jar.delete(`${BOUND}${id}`);
    expect(await renew(browser)).toMatchObject(REQUIRED);
    expect((await browser.renew()).status).toBe(200);
  });

  test("after ten seconds it does not, and the browser forgets its own key", async () => {
    const app = await installHere();
    const { browser, answer, id } = await doublyBoundBrowser(app);
    app.pass(10 * SECOND);
    expect((await registerKey(browser, answer)).response).toMatchObject(OVER);
    expect((await app.session(id)).binding).toBe("key");
    expect(await renew(browser)).toMatchObject(REQUIRED);
    expect((await browser.renew()).status).toBe(200);
  });

  test("a browser that lost its key binds another with the password, and is signed out never", async () => {
    const app = await installHere();
    const { browser, id } = await registeredBrowser(app);
    browser.jar.delete(`${BOUND}${id}`);
    const owner = new KeyBrowser(app, await newDeviceKey(), browser.jar);
    owner.accessToken = browser.accessToken;
    expect(await owner.renew()).toMatchObject(REQUIRED);
    const path = "/api/auth/reauthenticate";
    expect((await owner.postProven(reauthenticate, path, { password: PASSWORD })).status).toBe(200);
    expect(await app.session(id)).toMatchObject({ binding: "key", boundKey: owner.key.thumbprint });
    expect((await owner.renew()).status).toBe(200);
  });
});

describe("registration", () => {
  test("is refused for anything but a proof of the browser that signed in", async () => {
    const app = install();
    const ada = await app.addUser("Ada");
    const browser = new TestBrowser();
    const answer = await browser.post(login, "/api/auth/login", CREDENTIALS);
    await app.addUser("Grace");
    const other = await new TestBrowser().post(login, "/api/auth/login", {
      email: "grace@example.com",
      password: PASSWORD,
    });
    const key = await newDeviceKey();
    const stranger = await newDeviceKey();
    const foreign = offerOf(other);
    for (const parts of [
      { header: { typ: "dpop+jwt" } },
      { header: { jwk: undefined } },
      { header: { jwk: key.privateJwk } },
      { header: { jwk: stranger.jwk } },
      { claims: { jti: "made-up" } },
      { claims: { jti: foreign.challenge } },
      { claims: { authorization: foreign.authorization } },
      { claims: { authorization: undefined } },
      { claims: { jti: foreign.challenge, authorization: foreign.authorization } },
      { claims: { jti: offerOf(answer).authorization, authorization: offerOf(answer).challenge } },
    ]) {
      expect(
        (await registerKey(browser, answer, { key, ...parts })).response,
        JSON.stringify(parts),
      ).toMatchObject(FORBIDDEN);
    }
    const { challenge: jti, authorization } = offerOf(answer);
    const claims = Buffer.from(JSON.stringify({ jti, authorization })).toString("base64url");
    for (const alg of ["none", "HS256"]) {
      const head = Buffer.from(JSON.stringify({ typ: "dbsc+jwt", alg, jwk: key.jwk })).toString("base64url");
      for (const tail of ["", "A".repeat(43), "A".repeat(86)])
        expect(await sendRegistration(browser, `${head}.${claims}.${tail}`)).toMatchObject(FORBIDDEN);
    }
    const good = await proofOf(key, { jti, authorization }, { jwk: key.jwk });
    expect(await sendRegistration(new TestBrowser(), good)).toMatchObject(FORBIDDEN); // without its refresh token
    app.pass(5 * MINUTE);
    expect(await sendRegistration(browser, good)).toMatchObject(FORBIDDEN);
    expect(await app.session(answer.json.session.id)).toMatchObject({ binding: null, userId: ada.id });
  });

  test("may come twice, with the same key alone", async () => {
    const app = install();
    const { browser, answer, key, id } = await registeredBrowser(app);
    expect((await registerKey(browser, answer, { key })).response.status).toBe(200);
    expect((await registerKey(browser, answer)).response).toMatchObject(FORBIDDEN);
    expect(JSON.parse((await app.session(id)).boundKey ?? "").kid).toBe(key.thumbprint);
  });

  test("is asked for on https and on this machine alone, and never with binding off", async () => {
    for (const [environment, isOffered] of [
      [{ APP_URL: "https://app.example.com" }, true],
      [{ APP_URL: "http://localhost:3000" }, true],
      [{ APP_URL: "http://app.example.com" }, false],
      [{ DEVICE_BINDING: "off" }, false],
    ] as const) {
      const app = install(environment);
      await app.addUser("Ada");
      const answer = await new TestBrowser().post(login, "/api/auth/login", CREDENTIALS);
      expect(answer.status).toBe(200);
      expect(answer.headers.has("secure-session-registration")).toBe(isOffered);
    }
  });
});

describe("renewing the bound cookie", () => {
  test("needs a new proof by the key of the session; anything else gets 403 and a challenge", async () => {
    const app = install({ IDLE_TIMEOUT: "7200" });
    const { browser, key, id } = await registeredBrowser(app);
    const asked = await askChallenge(browser, id);
    expect(asked).toMatchObject(FORBIDDEN);
    const header = asked.headers.get("secure-session-challenge") ?? "";
    expect(header).toContain(`;id="${id}"`);
    const jti = /^"([^"]+)"/.exec(header)?.[1];
    const stranger = await newDeviceKey();
    const grace = await app.addUser("Grace");
    const hers = (await app.openSession(grace)).session.id;
    const tries: [string, Parameters<typeof renewBound>[2]][] = [
      ["another key", { key: stranger }],
      ["a key in the proof", { key, header: { jwk: key.jwk } }],
      ["another key in the proof", { key: stranger, header: { jwk: stranger.jwk } }],
      ["another type", { key, header: { typ: "dpop+jwt" } }],
      ["a challenge that is not ours", { key, claims: { jti: "made-up" } }],
      ["a challenge of another session", { key, claims: { jti: newChallenge(hers, app.now) } }],
      ["an old challenge", { key, claims: { jti: newChallenge(id, app.now - 5 * MINUTE) } }],
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
