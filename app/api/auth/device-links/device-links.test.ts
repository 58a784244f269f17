/** Adding a device: the link, the request, the approval and the sign-in, from the first press to the last. */
import { describe, expect, test } from "vitest";
import { install, MINUTE, SECOND } from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { TestBrowser } from "@/lib/web/testing/browser";
import { accounts, current, renew, signInAll } from "../../session/accounts.fixture";
import * as oneSession from "../../sessions/[id]/route";
import * as sessions from "../../sessions/route";
import {
  IPHONE,
  laptopAndPhone,
  laptopOf,
  linkMade,
  phoneApproved,
  phoneAsked,
  phoneOf,
} from "./device-links.fixture";

const CODE = /^\d\d-\d\d$/;
const claims = (jwt: string) => JSON.parse(atob(jwt.split(".")[1] ?? ""));

describe("the whole way", () => {
  test("a link shows whose account it is, and asks for nothing yet", async () => {
    const app = install();
    const { laptop, phone, made, id, ticket } = await linkMade(app);
    expect(made).toEqual({
      id: expect.stringMatching(/^[\w-]{43}$/),
      status: "waiting",
      code: expect.stringMatching(CODE),
      request: null,
      expiresAt: "2030-01-01T00:05:00.000Z",
      url: expect.stringMatching(/^http:\/\/localhost:3000\/add-device#ticket=[\w-]{43}$/),
      qrCode: expect.stringMatching(/^data:image\/svg\+xml;base64,/),
    });
    const offer = await phone.lookup(ticket);
    expect(offer.json).toEqual({
      account: { name: "Ada", email: "ada@example.com" },
      status: "waiting",
      code: made.code,
      requestCode: null,
      expiresAt: made.expiresAt,
    });
    expect(offer.setCookies).toEqual([]);
    expect((await laptop.read(id)).json).toMatchObject({ status: "waiting", request: null });
  });

  test("the laptop sees the browser, the place and the code of the request", async () => {
    const app = install();
    const { asked, seen, made, ada } = await phoneAsked(app);
    expect(asked).toMatchObject({ status: "requested", code: made.code, requestCode: seen.code });
    expect(seen).toEqual({
      id: expect.any(String),
      code: expect.stringMatching(CODE),
      browser: "Safari",
      os: "iOS",
      device: "mobile",
      userAgent: IPHONE,
      ipAddress: "192.0.2.1",
      location: null,
      at: "2030-01-01T00:00:00.000Z",
    });
    expect(await app.audit(ada.id)).toEqual(["signed_in_new_browser", "device_requested"]);
  });

  test("an approved phone is signed in once, is told of by e-mail, and is no fresher than the laptop", async () => {
    const app = install();
    const { laptop, phone, ada, grant, id, ticket } = await linkMade(app);
    app.pass(MINUTE);
    await phone.request(ticket);
    const { request } = (await laptop.read(id)).json;
    app.pass(MINUTE);
    expect((await laptop.approve(id, request.id)).json.status).toBe("approved");
    app.pass(MINUTE);
    expect((await phone.lookup(ticket)).json.status).toBe("approved");
    const { status, json } = await phone.signIn(ticket);
    expect([status, json.status, json.user.id]).toEqual([200, "complete", ada.id]);
    expect(json.session).toMatchObject({
      authMethods: ["device_link", "pwd"],
      browser: "Safari",
      current: true,
    });
    expect(claims(json.accessToken)).toMatchObject({
      amr: ["device_link", "pwd"],
      auth_time: grant.session.createdAt / 1000,
    });
    expect((await laptop.read(id)).json.status).toBe("used");
    expect(await accounts(phone.browser)).toEqual(["Ada*"]);
    const listed = (await laptop.browser.get(sessions, "/api/sessions")).json.sessions;
    expect(listed.map((one: { os: string }) => one.os)).toEqual(["Windows", "iOS"]);
    expect(await app.audit(ada.id)).toEqual([
      "signed_in_new_browser",
      "device_requested",
      "device_approved",
      "signed_in_new_browser",
    ]);
    expect((await readMail(app, ada.email)).map(({ template }) => template)).toEqual(["new_sign_in"]);
    expect((await phone.signIn(ticket)).json.error).toBe("invalid_ticket");
  });

  test("a phone on which another account is signed in keeps it: the new one is added", async () => {
    const app = install();
    const { browser, ids } = await signInAll(app, ["Grace"]);
    const { laptop, id, ticket } = await linkMade(app);
    const phone = phoneOf(browser);
    await phone.request(ticket);
    await laptop.approve(id, (await laptop.read(id)).json.request.id);
    expect((await current(browser)).session.id).toBe(ids[0]);
    expect((await phone.signIn(ticket)).status).toBe(200);
    expect(await accounts(browser)).toEqual(["Ada*", "Grace"]);
  });

  test("a phone takes over whether the laptop is remembered, and the laptop may sign it out", async () => {
    const app = install();
    const ada = await app.addUser("Ada");
    const laptop = laptopOf(new TestBrowser());
    await laptop.browser.signInWith(await app.openSession(ada, { rememberMe: true }));
    const phone = phoneOf(new TestBrowser());
    const { id, url } = (await laptop.create()).json;
    const ticket = new URL(url).hash.slice("#ticket=".length);
    await phone.request(ticket);
    await laptop.approve(id, (await laptop.read(id)).json.request.id);
    const { json } = await phone.signIn(ticket);
    expect(json.session.rememberMe).toBe(true);
    const path = `/api/sessions/${json.session.id}`;
    expect((await laptop.browser.send(oneSession, "DELETE", path, { id: json.session.id })).status).toBe(204);
    expect((await renew(phone.browser)).json).toMatchObject({
      error: "session_revoked",
      details: { reason: "user" },
    });
  });
});

describe("a link is bound to one request", () => {
  test("the first browser that asks is the only one the link works in", async () => {
    const app = install();
    const { laptop, phone, id, ticket } = await linkMade(app);
    const thief = phoneOf(new TestBrowser());
    const first = (await phone.request(ticket)).json;
    for (const answer of [
      await thief.lookup(ticket),
      await thief.request(ticket),
      await thief.signIn(ticket),
    ])
      expect(answer).toMatchObject({ status: 401, json: { error: "invalid_ticket" } });
    expect((await phone.request(ticket)).json).toEqual(first);
    await laptop.approve(id, (await laptop.read(id)).json.request.id);
    expect((await thief.signIn(ticket)).json.error).toBe("invalid_ticket");
    expect((await phone.signIn(ticket)).status).toBe(200);
  });

  test("the browser that was too late never sees a code that the laptop shows", async () => {
    const { phone, laptop, id, ticket } = await linkMade(install());
    const thief = phoneOf(new TestBrowser());
    const shown = (await phone.lookup(ticket)).json;
    await thief.request(ticket);
    const { request } = (await laptop.read(id)).json;
    expect(shown.requestCode).toBeNull();
    expect((await phone.lookup(ticket)).json.error).toBe("invalid_ticket");
    expect(request.code).toMatch(CODE);
  });

  test("an approval names the request: of any other it is not found", async () => {
    const { laptop, id, seen } = await phoneAsked(install());
    expect((await laptop.approve(id, "another")).json.error).toBe("not_found");
    expect((await laptop.approve("another", seen.id)).json.error).toBe("not_found");
    expect((await laptop.read(id)).json.status).toBe("requested");
  });

  test("no phone is signed in without an approval, or without having asked", async () => {
    const { phone, laptop, id, seen, ticket } = await phoneAsked(install());
    expect(await phone.signIn(ticket)).toMatchObject({ status: 409, json: { error: "approval_pending" } });
    await laptop.approve(id, seen.id);
    expect((await phoneOf(new TestBrowser()).signIn(ticket)).json.error).toBe("invalid_ticket");
    const other = await linkMade(install());
    expect((await other.phone.signIn(other.ticket)).json.error).toBe("invalid_ticket");
  });
});

describe("a link ends", () => {
  test("after five minutes, whatever has happened", async () => {
    const app = install();
    const { phone, laptop, id, ticket } = await phoneApproved(app);
    app.pass(5 * MINUTE - 1);
    expect((await phone.lookup(ticket)).json.status).toBe("approved");
    app.pass(1);
    expect((await phone.signIn(ticket)).json.error).toBe("invalid_ticket");
    expect((await laptop.read(id)).json.status).toBe("expired");
  });

  test("when it is called off, even after the approval, and by its maker alone", async () => {
    const app = install();
    const { phone, laptop, id, ticket, ada } = await phoneApproved(app);
    const other = laptopOf(new TestBrowser());
    await other.browser.signInWith(await app.openSession(ada));
    for (const answer of [await other.read(id), await other.cancel(id), await other.approve(id, "x")])
      expect(answer).toMatchObject({ status: 404, json: { error: "not_found" } });
    expect((await laptop.cancel(id)).status).toBe(204);
    expect((await laptop.cancel(id)).status).toBe(204);
    expect((await phone.signIn(ticket)).json.error).toBe("invalid_ticket");
    expect((await laptop.read(id)).json.status).toBe("cancelled");
  });

  test("when another one is made by the same session, and not when another session makes one", async () => {
    const app = install();
    const { phone, laptop, ticket, ada } = await linkMade(app);
    const tablet = laptopOf(new TestBrowser());
    await tablet.browser.signInWith(await app.openSession(ada));
    await tablet.create();
    expect((await phone.lookup(ticket)).json.status).toBe("waiting");
    await laptop.create();
    expect((await phone.lookup(ticket)).json.error).toBe("invalid_ticket");
  });

  test("once it was used: it can't be approved or called off any more", async () => {
    const { phone, laptop, id, seen, ticket } = await phoneApproved(install());
    expect((await laptop.approve(id, seen.id)).json).toMatchObject({
      error: "device_link_closed",
      details: { status: "approved" },
    });
    await phone.signIn(ticket);
    expect((await laptop.cancel(id)).json).toMatchObject({
      error: "device_link_closed",
      details: { status: "used" },
    });
  });
});

test("making and approving a link need a recent sign-in", async () => {
  const app = install();
  const { laptop, phone } = await laptopAndPhone(app);
  app.pass(14 * MINUTE);
  const { id, url } = (await laptop.create()).json;
  await phone.request(new URL(url).hash.slice("#ticket=".length));
  const { request } = (await laptop.read(id)).json;
  app.pass(MINUTE - SECOND);
  await renew(laptop.browser);
  app.pass(SECOND);
  for (const answer of [await laptop.create(), await laptop.approve(id, request.id)])
    expect(answer).toMatchObject({ status: 403, json: { error: "reauthentication_required" } });
});

test("thirty links an hour are enough for one user", async () => {
  const { laptop } = await laptopAndPhone(install());
  for (let times = 0; times < 30; times += 1) expect((await laptop.create()).status).toBe(201);
  expect(await laptop.create()).toMatchObject({ status: 429, json: { error: "rate_limited" } });
});

test("where every user needs a second factor, a device is not added by a user who has none yet", async () => {
  const app = install();
  const { phone, ticket } = await phoneApproved(app);
  app.restart({ SECOND_FACTOR: "required" });
  expect((await phone.signIn(ticket)).json.error).toBe("second_factor_needed");
});
