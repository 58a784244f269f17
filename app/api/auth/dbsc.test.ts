/** Sessions whose key the browser itself keeps (Device Bound Session Credentials), request by request. */
import { describe, expect, test } from "vitest";
import { install, MINUTE, onEveryEngine, PASSWORD, SECOND } from "@/lib/server/testing/installation";
import { newTestKey } from "@/lib/server/testing/test-key";
import { TestBrowser } from "@/lib/web/testing/browser";
import {
  BOUND,
  doublyBoundBrowser,
  FORBIDDEN,
  OVER,
  offerOf,
  proofOf,
  registeredBrowser,
  registerKey,
  renewBound,
  sendRegistration,
} from "./dbsc.fixture";
import { CREDENTIALS, KeyBrowser, REQUIRED, renew } from "./device-binding.fixture";
import * as login from "./login/route";
import * as reauthenticate from "./reauthenticate/route";

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
    const owner = new KeyBrowser(app, await newTestKey(), browser.jar);
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
    const key = await newTestKey();
    const stranger = await newTestKey();
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
