/** Several accounts on one browser: the list, switching, and signing one of them out. */
import { describe, expect, test } from "vitest";
import { revokeSessions } from "@/lib/server/sessions/session-list";
import { install, MINUTE, requester } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as me from "../me/route";
import * as device from "../sessions/[id]/route";
import { accounts, current, epoch, renew, signInAll, signOut, switchAccount } from "./accounts.fixture";

describe("the accounts of a browser", () => {
  test("are listed, the active one first, and then the latest", async () => {
    const app = install();
    expect((await current(new TestBrowser())).signIns).toEqual([]);
    const { browser, ids } = await signInAll(app, ["Ada", "Grace", "Alan"]);
    expect(await accounts(browser)).toEqual(["Alan*", "Grace", "Ada"]);
    expect((await current(browser)).signIns[2]).toEqual({
      sessionId: ids[0],
      active: false,
      endedReason: null,
      user: expect.objectContaining({ email: "ada@example.com", name: "Ada" }),
    });
  });

  test("a switch rotates the other session and makes it active; no other cookie changes, but the epoch", async () => {
    const app = install();
    const { browser, ids } = await signInAll(app, ["Ada", "Grace"]);
    const [before, tokens] = [epoch(browser), new Map(browser.refreshCookies())];
    const answer = await switchAccount(browser, ids[0]);
    expect(answer).toMatchObject({
      status: 200,
      json: { status: "complete", user: { name: "Ada" }, session: { id: ids[0], current: true } },
    });
    expect(await app.session(ids[0])).toMatchObject({ generation: 1 });
    expect(await app.session(ids[1])).toMatchObject({ generation: 0, endedAt: null });
    expect(epoch(browser)).not.toBe(before);
    const [graces] = browser.refreshCookies().filter(([name]) => name.includes(ids[1]));
    expect(graces).toEqual([`latchkey_refresh.${ids[1]}.0`, tokens.get(`latchkey_refresh.${ids[1]}.0`)]);
    expect(browser.refreshCookies()).toHaveLength(2);
    expect(await accounts(browser)).toEqual(["Ada*", "Grace"]);
    expect((await browser.get(me, "/api/me")).json.name).toBe("Ada");
    expect((await renew(browser)).json.session.id).toBe(ids[0]);
  });

  test("a session that has ended refuses the switch with its reason, and nothing changes", async () => {
    const app = install();
    const { browser, ids } = await signInAll(app, ["Ada", "Grace"]);
    const ada = await app.session(ids[0]);
    const caller = { user: (await app.db.findUser(ada.userId)) as never, session: ada, now: app.now };
    await revokeSessions(caller, "all", requester());
    const answer = await switchAccount(browser, ids[0]);
    expect(answer).toMatchObject({
      status: 401,
      json: { error: "session_revoked", details: { reason: "revoked_everywhere" } },
      setCookies: [],
    });
    expect(await accounts(browser)).toEqual(["Grace*", "Ada: revoked_everywhere"]);
    expect((await renew(browser)).status).toBe(200);
  });

  test("how the active session ended is told: why, when, by whom and from where", async () => {
    const app = install();
    const { browser, ids } = await signInAll(app, ["Ada"]);
    expect(await current(browser)).not.toHaveProperty("end");
    const ada = await app.session(ids[0]);
    const caller = { user: (await app.db.findUser(ada.userId)) as never, session: ada, now: app.now };
    await revokeSessions(caller, "all", requester());
    expect(await current(browser)).toMatchObject({
      authenticated: false,
      reason: "revoked_everywhere",
      end: {
        sessionId: ids[0],
        reason: "revoked_everywhere",
        at: new Date(app.now).toISOString(),
        by: "you",
        from: expect.any(String),
      },
    });
  });

  test("signing the active account out leaves none active, and the others signed in", async () => {
    const app = install();
    const { browser, ids } = await signInAll(app, ["Ada", "Grace"]);
    const before = epoch(browser);
    expect((await signOut(browser, ids[1])).status).toBe(204);
    expect(await app.session(ids[1])).toMatchObject({ endedReason: "signed_out" });
    expect(epoch(browser)).not.toBe(before);
    expect(await current(browser)).toMatchObject({ authenticated: false });
    expect(await accounts(browser)).toEqual(["Ada"]);
    expect((await renew(browser)).json.error).toBe("not_authenticated");
    expect((await switchAccount(browser, ids[0])).json.user.name).toBe("Ada");
  });

  test("signing another account out leaves the active one as it is; without an id all are signed out", async () => {
    const app = install();
    const { browser, ids } = await signInAll(app, ["Ada", "Grace", "Alan"]);
    await signOut(browser, ids[0]);
    expect(await accounts(browser)).toEqual(["Alan*", "Grace"]);
    expect((await renew(browser)).status).toBe(200);
    expect((await signOut(browser)).status).toBe(204);
    expect(await accounts(browser)).toEqual([]);
    for (const id of ids) expect(await app.session(id)).toMatchObject({ endedReason: "signed_out" });
  });
});

describe("a switch", () => {
  test("works when the active account has ended", async () => {
    const app = install();
    const { browser, ids } = await signInAll(app, ["Ada"]);
    app.pass(20 * MINUTE);
    await signInAll(app, ["Grace"], browser);
    app.pass(11 * MINUTE);
    expect(await accounts(browser)).toEqual(["Grace*", "Ada: idle"]);
    const ended = await switchAccount(browser, ids[0]);
    expect(ended).toMatchObject({
      status: 401,
      json: { error: "session_expired", details: { reason: "idle" } },
    });

    const other = await signInAll(app, ["Alan"]);
    app.pass(20 * MINUTE);
    await signInAll(app, ["Ada"], other.browser);
    app.pass(20 * MINUTE);
    await signInAll(app, ["Grace"], other.browser); // makes Grace the active one
    const [graces] = (await current(other.browser)).signIns;
    app.pass(11 * MINUTE);
    expect(await accounts(other.browser)).toEqual(["Grace*", "Ada: idle", "Alan: idle"]);
    expect((await switchAccount(other.browser, graces.sessionId)).status).toBe(200);
  });

  test("to a session that is not of this browser is 404, and changes nothing", async () => {
    const app = install();
    const { browser } = await signInAll(app, ["Ada", "Grace"]);
    const elsewhere = await signInAll(app, ["Alan"]);
    for (const id of [elsewhere.ids[0], "unknown", ""])
      expect(await switchAccount(browser, id)).toMatchObject({
        status: 404,
        json: { error: "not_found" },
        setCookies: [],
      });
    expect((await switchAccount(new TestBrowser(), elsewhere.ids[0])).status).toBe(404);
    expect(await app.session(elsewhere.ids[0])).toMatchObject({ generation: 0 });
    for (const bad of [undefined, null, 7, "x".repeat(65)])
      expect((await switchAccount(browser, bad)).status).toBe(400);
  });

  test("goes by the token and not by the name of its cookie", async () => {
    const app = install();
    const { browser, ids } = await signInAll(app, ["Ada", "Grace"]);
    const [[, stolen] = ["", ""]] = (await signInAll(app, ["Alan"])).browser.refreshCookies();
    browser.jar.set(`latchkey_refresh.${ids[0]}.0`, stolen);
    expect(await switchAccount(browser, ids[0])).toMatchObject({ status: 404, setCookies: [] });
    expect(await accounts(browser)).toEqual(["Grace*", "Ada: expired"]);
  });

  test("to an account whose cookie is gone asks for a sign-in", async () => {
    const app = install();
    const { browser, ids } = await signInAll(app, ["Ada", "Grace"]);
    browser.jar.delete(`latchkey_refresh.${ids[0]}.0`);
    expect(await accounts(browser)).toEqual(["Grace*", "Ada: expired"]);
    expect(await switchAccount(browser, ids[0])).toMatchObject({
      status: 401,
      json: { error: "not_authenticated" },
    });
  });

  test("is seen by a tab that expects the other user", async () => {
    const app = install();
    const { browser, ids } = await signInAll(app, ["Ada", "Grace"]);
    const expectedUserId = (await current(browser)).user.id;
    const stale = browser.accessToken;
    await switchAccount(browser, ids[0]);
    expect(await renew(browser, { expectedUserId })).toMatchObject({
      status: 409,
      json: { error: "session_mismatch" },
    });
    expect((await browser.get(me, "/api/me", { bearer: stale })).json.name).toBe("Grace");
  });

  test("of many tabs at once leaves one active account, and every session alive", async () => {
    const app = install();
    const { browser, ids } = await signInAll(app, ["Ada", "Grace", "Alan", "Edsger", "Barbara"]);
    expect(browser.cookieHeader().length).toBeLessThan(8000);
    const answers = await Promise.all(ids.map((id) => switchAccount(browser, id)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const listed = await accounts(browser);
    expect(listed.filter((account) => account.endsWith("*"))).toHaveLength(1);
    expect(listed.toString()).not.toContain(":");
    expect((await renew(browser)).status).toBe(200);
  });
});

test("after a sign-out without the server, no account of the browser goes on", async () => {
  const app = install();
  const { browser, ids } = await signInAll(app, ["Ada", "Grace"]);
  browser.jar.set(`latchkey_left.${ids[1]}`, "1");
  expect(await accounts(browser)).toEqual([]);
  expect((await switchAccount(browser, ids[0])).status).toBe(404);
  for (const id of [ids[0], ids[1]])
    expect(await app.session(id)).toMatchObject({ endedReason: "signed_out" });
});

test("signing out an account that is not of this browser ends nothing", async () => {
  const app = install();
  const { browser } = await signInAll(app, ["Ada"]);
  const elsewhere = await signInAll(app, ["Grace"]);
  for (const id of [elsewhere.ids[0], "unknown"])
    expect(await signOut(browser, id)).toMatchObject({ status: 204, setCookies: [] });
  expect(await app.session(elsewhere.ids[0])).toMatchObject({ endedAt: null });
  expect(await accounts(browser)).toEqual(["Ada*"]);
});

test("ending this device among the devices signs out its account alone", async () => {
  const app = install();
  const { browser, ids } = await signInAll(app, ["Ada", "Grace"]);
  const ended = await browser.send(device, "DELETE", `/api/sessions/${ids[1]}`, { id: ids[1] });
  expect(ended.status).toBe(204);
  expect(await accounts(browser)).toEqual(["Ada"]);
  expect((await switchAccount(browser, ids[0])).status).toBe(200);
});

test("an account that signs in again has one place; one that an administrator has ended stays listed", async () => {
  const app = install();
  const { browser } = await signInAll(app, ["Ada", "Grace", "Ada"]);
  expect(await accounts(browser)).toEqual(["Ada*", "Grace"]);
});
