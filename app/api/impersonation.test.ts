/** An administrator acts as a user: the ticket, the browser it is used in, and the way back. */
import { describe, expect, test } from "vitest";
import { install, MINUTE, SECOND } from "@/lib/server/testing/installation";
import { runSql } from "@/lib/server/testing/workspaces";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as impersonate from "./admin/users/[id]/impersonate/route";
import * as stop from "./auth/impersonation/stop/route";
import { actAsAda, ask, exchange, signInAdministratorBeside } from "./impersonation.fixture";
import * as me from "./me/route";
import { accounts, current, renew, signInAll, switchAccount } from "./session/accounts.fixture";
import * as organization from "./session/organization/route";
import * as token from "./session/token/route";
import * as sessions from "./sessions/route";

const claims = (jwt: string) => JSON.parse(atob(jwt.split(".")[1] ?? ""));
const ORIGIN = "http://localhost:3000";

describe("the ticket", () => {
  test("is made for a minute, with a page that takes it from the fragment", async () => {
    const { browser, ada } = await signInAdministratorBeside(install());
    const { status, json } = await ask(browser, ada.id);
    expect(status).toBe(201);
    expect(json).toEqual({
      ticket: expect.stringMatching(/^[\w-]{43}$/),
      url: `${ORIGIN}/impersonate#ticket=${json.ticket}`,
      expiresAt: "2030-01-01T00:01:00.000Z",
    });
  });

  test("needs an administrator, a recent sign-in, and a reason of 1 to 200 characters", async () => {
    const app = install();
    const { browser, ada, grace } = await signInAdministratorBeside(app);
    for (const reason of ["", " ", "x".repeat(201), undefined, 1])
      expect((await browser.post(impersonate, "/api/x", { reason }, { id: ada.id })).status).toBe(400);
    expect((await ask(browser, ada.id, "x".repeat(200))).status).toBe(201);
    const theirs = await signInAll(app, ["Ada"]);
    const refused = async (from: TestBrowser, id: string) => (await ask(from, id)).json.error;
    expect(await refused(theirs.browser, grace.id)).toBe("forbidden");
    expect(await refused(browser, grace.id)).toBe("forbidden");
    expect(await refused(browser, "unknown")).toBe("not_found");
    app.pass(15 * MINUTE - 2);
    await renew(browser);
    expect((await ask(browser, ada.id)).status).toBe(201);
    app.pass(1);
    expect(await refused(browser, ada.id)).toBe("reauthentication_required");
  });

  test("is no use in another browser, not even with a copy of the browser's own cookie", async () => {
    const { browser, ada } = await signInAdministratorBeside(install());
    const copied = browser.copy();
    for (const [name] of copied.refreshCookies()) copied.jar.delete(name);
    const { ticket } = (await ask(browser, ada.id)).json;
    for (const other of [new TestBrowser(), copied])
      expect(await exchange(other, ticket)).toMatchObject({ status: 401, json: { error: "invalid_ticket" } });
    expect((await exchange(browser, ticket)).status).toBe(200);
    expect((await exchange(browser, ticket)).status).toBe(401);
  });
});

describe("the session", () => {
  test("is active beside the administrator's own, and says who acts", async () => {
    const { browser, ada, grace, own, ownToken } = await actAsAda(install());
    expect(await accounts(browser)).toEqual(["Ada*", "Grace"]);
    const { user, session, impersonator } = await current(browser);
    const who = { id: grace.id, name: "Grace" };
    expect({ user: user.id, session, impersonator }).toMatchObject({
      ...{ user: ada.id, impersonator: who },
      session: { impersonator: who, authMethods: ["impersonation"], rememberMe: false, ipAddress: null },
    });
    const asked = await browser.post(token, "/api/session/token", { template: "realtime" });
    for (const jwt of [browser.accessToken ?? "", asked.json.token])
      expect(claims(jwt)).toMatchObject({ sub: ada.id, act: { sub: grace.id } });
    // The administrator's own sign-in is as it was.
    expect(claims(ownToken ?? "").act).toBeUndefined();
    expect((await browser.get(me, "/api/me", { bearer: ownToken })).json.id).toBe(grace.id);
    expect((await switchAccount(browser, own.session.id)).json.user.id).toBe(grace.id);
    expect(await accounts(browser)).toEqual(["Grace*", "Ada"]);
  });

  test("is seen by the user, with the administrator's name and nothing of the administrator's device", async () => {
    const app = install();
    const { grace, acting } = await actAsAda(app);
    const theirs = await signInAll(app, ["Ada"]);
    const { json } = await theirs.browser.get(sessions, "/api/sessions");
    expect(json.sessions.map(({ id }: { id: string }) => id)).toEqual([theirs.ids[0], acting.id]);
    expect(json.sessions[1]).toMatchObject({
      ...{ impersonator: { id: grace.id, name: "Grace" }, ipAddress: null, userAgent: null, browser: null },
    });
    expect((await app.db.findUserByEmail("ada@example.com")) && (await app.audit(grace.id))).toEqual([
      "signed_in_new_browser",
    ]);
  });

  test("needs no free place among five accounts, and leaves the user's own sign-in here", async () => {
    const app = install();
    const { browser } = await signInAll(app, ["Ada", "Edsger", "Barbara", "Donald"]);
    await app.addUser("Grace", { roles: ["admin"] });
    await signInAll(app, ["Grace"], browser);
    const ada = await app.db.findUserByEmail("ada@example.com");
    for (let times = 0; times < 2; times += 1) {
      const { json } = await ask(browser, ada?.id ?? "", "Again");
      expect((await exchange(browser, json.ticket)).status).toBe(200);
      const names = await accounts(browser);
      expect(names).toEqual(["Ada*", "Grace", "Donald", "Barbara", "Edsger", "Ada"]);
      const { signIns } = await current(browser);
      await switchAccount(browser, signIns[1].sessionId);
    }
    // The user's own later sign-in replaces the user's own earlier one alone, as a new browser's.
    await signInAll(app, ["Ada"], browser);
    expect((await accounts(browser)).toSorted()).toEqual([
      "Ada",
      "Ada*",
      "Barbara",
      "Donald",
      "Edsger",
      "Grace",
    ]);
  });

  test("is no sign-in of the user: it makes no browser known", async () => {
    const app = install();
    const { browser, ada } = await actAsAda(app);
    const { readRequestContext } = await import("@/lib/web/request/request-context");
    const read = () => readRequestContext({ headers: new Headers({ cookie: browser.cookieHeader() }) });
    expect((await read()).client.knownUsers.map(({ userId }) => userId)).not.toContain(ada.id);
  });

  test("takes none of the user's idempotency keys, and no place among the user's stored responses", async () => {
    const app = install();
    const { browser, ada } = await actAsAda(app);
    const headers = { "idempotency-key": "one" };
    const choose = (by: TestBrowser) =>
      by.post(organization, "/api/session/organization", { organizationId: null }, { headers });
    expect((await choose(browser)).status).toBe(200);
    expect((await choose(browser)).json.error).toBe("already_done");
    const theirs = await signInAll(app, ["Ada"]);
    expect((await choose(theirs.browser)).status).toBe(200);
    const stored = await runSql(app, `select user_id from idempotency_keys where user_id = '${ada.id}'`);
    expect(stored).toHaveLength(1);
  });

  test("is not listed any more once it is over", async () => {
    const app = install();
    const { browser } = await actAsAda(app);
    app.pass(15 * MINUTE);
    expect(await accounts(browser)).toEqual(["Grace"]);
    expect((await current(browser)).reason).toBe("idle");
  });
});

describe("Stop", () => {
  const press = (browser: TestBrowser, sessionId?: string) =>
    browser.post(
      stop,
      `/api/auth/impersonation/stop${sessionId ? `?sessionId=${sessionId}` : ""}`,
      undefined,
      {
        headers: { "content-type": "application/x-www-form-urlencoded" },
      },
    );

  test("ends the session, and leads back to the administrator's own account", async () => {
    const app = install();
    const { browser, ada, grace, acting } = await actAsAda(app);
    app.pass(SECOND);
    const { status, headers } = await press(browser);
    expect([status, headers.get("location")]).toEqual([303, `${ORIGIN}/admin/users/${ada.id}`]);
    expect(await accounts(browser)).toEqual(["Grace*"]);
    expect((await renew(browser)).json.session.impersonator).toBeNull();
    expect(await app.session(acting.id)).toMatchObject({ endedReason: "signed_out" });
    const [event] = await app.db.listEventsNamed(ada.id, "session_ended", 1);
    expect(event?.actorUserId).toBe(grace.id);
    // Pressed again, in a page from before, it changes nothing.
    const again = await press(browser);
    expect([again.status, again.headers.get("location"), again.setCookies]).toEqual([
      303,
      `${ORIGIN}/dashboard`,
      [],
    ]);
  });

  test("makes an administrator's session that is bound to a key active again, without rotating it", async () => {
    const app = install();
    const { browser, ada, grace, own } = await actAsAda(app);
    const { id } = own.session;
    const set = { binding: "key", boundKey: "of the browser" } as const;
    await app.db.changeSession(id, () => ({
      outcome: null,
      changes: [{ kind: "update-session", id, set }],
      events: [],
    }));
    const before = browser.refreshCookies().find(([name]) => name.includes(id));
    expect((await press(browser)).headers.get("location")).toBe(`${ORIGIN}/admin/users/${ada.id}`);
    expect(await accounts(browser)).toEqual(["Grace*"]);
    expect(browser.refreshCookies()).toEqual([before]);
    expect(await app.session(id)).toMatchObject({ generation: 0, proofRefusedAt: null });
    expect(await app.audit(grace.id)).not.toContain("device_proof_refused");
    expect((await renew(browser)).json.error).toBe("device_proof_required");
  });

  test("ends the session of its page, when another account has become the active one since", async () => {
    const app = install();
    const { browser, ada, own, acting } = await actAsAda(app);
    await switchAccount(browser, own.session.id);
    expect((await press(browser)).headers.get("location")).toBe(`${ORIGIN}/dashboard`);
    // A session in which no administrator acts is not ended by it.
    expect((await press(browser, own.session.id)).headers.get("location")).toBe(`${ORIGIN}/dashboard`);
    expect(await accounts(browser)).toEqual(["Grace*", "Ada"]);
    const { headers } = await press(browser, acting.id);
    expect(headers.get("location")).toBe(`${ORIGIN}/admin/users/${ada.id}`);
    expect(await accounts(browser)).toEqual(["Grace*"]);
    expect(await app.session(acting.id)).toMatchObject({ endedReason: "signed_out" });
    expect((await renew(browser)).json.session.id).toBe(own.session.id);
  });

  test("leads to no other account when the administrator's own session is over", async () => {
    const app = install();
    const { browser, own } = await actAsAda(app);
    await signInAll(app, ["Edsger"], browser);
    const acting = (await current(browser)).signIns.find(
      ({ user }: { user: { name: string } }) => user.name === "Ada",
    );
    await switchAccount(browser, acting.sessionId);
    const copy = browser.copy();
    await switchAccount(copy, own.session.id);
    for (const [name] of browser.refreshCookies().filter(([name]) => name.includes(own.session.id)))
      browser.jar.delete(name);
    expect((await press(browser)).headers.get("location")).toBe(`${ORIGIN}/login`);
    expect(await current(browser)).toMatchObject({ authenticated: false });
    expect(await accounts(browser)).toContain("Edsger");
  });
});
