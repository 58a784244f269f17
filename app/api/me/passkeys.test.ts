/** Adding passkeys, and what is wrong with those that are refused. */
import { describe, expect, test } from "vitest";
import { MINUTE } from "@/lib/server/testing/installation";
import { type Falsified, SoftwareAuthenticator } from "@/lib/server/testing/software-authenticator";
import * as refresh from "../auth/refresh/route";
import {
  addPasskey,
  beginPasskey,
  list,
  rename,
  setUpApp,
  setUpPasskey,
  signedIn,
  signInBrowser,
} from "./authenticators.fixture";

const REFUSED = { status: 401, json: { error: "invalid_credential" } };

describe("adding a passkey", () => {
  test("asks for a discoverable one with user verification, without attestation, for our domain", async () => {
    const { browser, user } = await signedIn();
    const { status, json } = await beginPasskey(browser);
    expect(status).toBe(200);
    expect(json.options).toMatchObject({
      rp: { id: "localhost", name: "Latchkey" },
      user: { name: "ada@example.com", displayName: "Ada" },
      attestation: "none",
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      excludeCredentials: [],
    });
    expect(json.options.pubKeyCredParams).toEqual([
      { alg: -7, type: "public-key" },
      { alg: -257, type: "public-key" },
    ]);
    expect(Buffer.from(json.options.challenge, "base64url")).toHaveLength(32);
    expect(Buffer.from(json.options.user.id, "base64url")).toHaveLength(32);
    expect(json.options.user.id).not.toContain(user.id);
    const again = (await beginPasskey(browser)).json.options;
    expect(again.user.id).toBe(json.options.user.id);
    expect(again.challenge).not.toBe(json.options.challenge);
  });

  test("names it, tells the user, gives recovery codes with the first factor, and excludes it the next time", async () => {
    const { app, browser, user } = await signedIn();
    const key = new SoftwareAuthenticator();
    const { options } = (await beginPasskey(browser)).json;
    const added = await addPasskey(browser, key.create(options), "Laptop");
    const { recoveryCodes, ...view } = added.json;
    expect(added.status).toBe(201);
    expect(view).toEqual({
      id: expect.any(String),
      type: "passkey",
      name: "Laptop",
      createdAt: new Date(app.now).toISOString(),
      lastUsedAt: null,
    });
    expect(recoveryCodes).toHaveLength(10);
    expect((await list(browser)).json).toEqual({ authenticators: [view], recoveryCodesLeft: 10 });
    expect(await app.audit(user.id)).toContain("factor_added");
    expect((await app.db.listMail(user.email))[0]).toMatchObject({
      template: "factor_added",
      values: { factor: "passkey", what: "Laptop" },
    });
    expect((await beginPasskey(browser)).json.options.excludeCredentials).toEqual([
      { id: key.credentialId, type: "public-key", transports: ["internal", "hybrid"] },
    ]);
    expect((await rename(browser, view.id, "Old laptop")).json).toMatchObject({ name: "Old laptop" });
  });

  test("gives no recovery codes when there is a second factor already", async () => {
    const { app, browser } = await signedIn();
    await setUpApp(app, browser);
    expect(await setUpPasskey(browser)).not.toHaveProperty("recoveryCodes");
  });

  test("stores the public key, and nothing that is worth stealing", async () => {
    const { app, browser, user } = await signedIn();
    const { key } = await setUpPasskey(browser);
    const [stored] = (await app.db.findSecondFactors(user.id)).authenticators;
    expect(stored).toMatchObject({
      credentialId: key.credentialId,
      transports: ["internal", "hybrid"],
      backedUp: true,
      sealedSecret: null,
      addedBySessionId: (await app.db.listLiving(user.id))[0]?.id,
    });
  });
});

describe("a new passkey is refused", () => {
  const wrong: [string, Falsified][] = [
    ["of another origin", { origin: "https://evil.net" }],
    ["of our origin on another port", { origin: "http://localhost:3001" }],
    ["for another domain", { rpId: "evil.net" }],
    ["for another challenge", { challenge: "A".repeat(43) }],
    ["of the wrong type", { type: "webauthn.get" }],
    ["made in a frame of another site", { crossOrigin: true }],
    ["without user verification", { userVerified: false }],
    ["without a user", { userPresent: false }],
    ["of an algorithm we did not ask for", { algorithm: -8 }],
  ];
  test.each(wrong)("%s", async (_, falsified) => {
    const { app, browser, user } = await signedIn();
    const { options } = (await beginPasskey(browser)).json;
    const answer = await addPasskey(browser, new SoftwareAuthenticator().create(options, falsified));
    expect(answer).toMatchObject(REFUSED);
    expect(answer.setCookies).toEqual([]);
    expect((await app.db.findSecondFactors(user.id)).authenticators).toEqual([]);
  });

  test("whose challenge was signed before, or tried before", async () => {
    const { browser } = await signedIn();
    const { options } = (await beginPasskey(browser)).json;
    const [first, second] = [new SoftwareAuthenticator(), new SoftwareAuthenticator()];
    expect((await addPasskey(browser, first.create(options))).status).toBe(201);
    expect(await addPasskey(browser, second.create(options))).toMatchObject(REFUSED);
    const next = (await beginPasskey(browser)).json.options;
    await addPasskey(browser, second.create(next, { userVerified: false }));
    expect(await addPasskey(browser, second.create(next))).toMatchObject(REFUSED);
  });

  test("whose challenge is five minutes old", async () => {
    const { app, browser } = await signedIn();
    const { options } = (await beginPasskey(browser)).json;
    app.pass(5 * MINUTE);
    const key = new SoftwareAuthenticator();
    expect(await addPasskey(browser, key.create(options))).toMatchObject(REFUSED);
    const late = (await beginPasskey(browser)).json.options;
    app.pass(5 * MINUTE - 1);
    expect((await addPasskey(browser, key.create(late))).status).toBe(201);
  });

  test("whose challenge belongs to another browser or user, which leaves it good", async () => {
    const { app, browser } = await signedIn();
    const { options } = (await beginPasskey(browser)).json;
    const credential = new SoftwareAuthenticator().create(options);
    const there = await signInBrowser(app);
    expect(await addPasskey(there.browser, credential)).toMatchObject(REFUSED);
    const grace = await signInBrowser(app, "Grace");
    expect(await addPasskey(grace.browser, credential)).toMatchObject(REFUSED);
    expect((await addPasskey(browser, credential)).status).toBe(201);
  });

  test("that has an owner", async () => {
    const { app, browser } = await signedIn();
    const { key } = await setUpPasskey(browser);
    const grace = await signInBrowser(app, "Grace");
    const { options } = (await beginPasskey(grace.browser)).json;
    expect(await addPasskey(grace.browser, key.create(options))).toMatchObject(REFUSED);
    const own = (await beginPasskey(browser)).json.options;
    expect(await addPasskey(browser, key.create(own))).toMatchObject(REFUSED);
  });

  test.each([{}, { id: "x" }, null, "x"])("that is none: %j", async (credential) => {
    const { browser } = await signedIn();
    expect((await addPasskey(browser, credential)).status).toBe(400);
  });

  test("whose parts cannot be read", async () => {
    const { browser } = await signedIn();
    const { options } = (await beginPasskey(browser)).json;
    const good = new SoftwareAuthenticator().create(options);
    for (const part of [
      "AAAA",
      Buffer.from("{}").toString("base64url"),
      Buffer.from("[").toString("base64url"),
    ]) {
      for (const name of ["clientDataJSON", "attestationObject"]) {
        const response = { ...good.response, [name]: part };
        expect(await addPasskey(browser, { ...good, response })).toMatchObject(REFUSED);
      }
    }
  });
});

test("7.5.1: a passkey is begun with a recent sign-in, and may be added a little later", async () => {
  const { app, browser } = await signedIn();
  app.pass(14 * MINUTE);
  const { options } = (await beginPasskey(browser)).json;
  await browser.post(refresh, "/api/auth/refresh");
  app.pass(2 * MINUTE);
  expect((await beginPasskey(browser)).json.error).toBe("reauthentication_required");
  expect((await addPasskey(browser, new SoftwareAuthenticator().create(options))).status).toBe(201);
});
