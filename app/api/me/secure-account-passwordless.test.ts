/** A user without a password reports a session, as a browser sees it. */
import { expect, test } from "vitest";
import { resetPassword } from "@/lib/server/admin/user-commands";
import { type Installation, MINUTE, onEveryEngine, PASSWORD } from "@/lib/server/testing/installation";
import { NO_PASSWORD } from "@/lib/session/session";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as refresh from "../auth/refresh/route";
import * as me from "./route";
import * as secure from "./secure-account/route";

const PASSWORDS = { currentPassword: PASSWORD, newPassword: "another lamp in a harbour" };

async function setUp(app: Installation, passwordHash?: string) {
  const ada = await app.addUser("Ada", passwordHash === undefined ? {} : { passwordHash });
  const [own, other] = [await app.openSession(ada), await app.openSession(ada)];
  const browser = new TestBrowser();
  await browser.signInWith(own);
  const report = (body: object = {}) =>
    browser.post(secure, "/api/me/secure-account", { sessionId: other.session.id, ...body });
  const ends = async () =>
    Promise.all([own, other].map(async ({ session }) => (await app.session(session.id)).endedReason));
  return { ada, own, browser, report, ends };
}

onEveryEngine((install) => {
  test("200 after a recent sign-in, and the browser goes on with a new token", async () => {
    const { own, browser, report, ends } = await setUp(await install(), NO_PASSWORD);
    const copy = browser.copy();
    expect(await report()).toMatchObject({
      status: 200,
      json: { tokenType: "Bearer", session: { id: own.session.id, current: true } },
    });
    expect(await ends()).toEqual([null, "user"]);
    expect((await copy.get(me, "/api/me")).json.error).toBe("token_expired");
    expect((await browser.post(refresh, "/api/auth/refresh")).status).toBe(200);
  });

  test("403 after an older one, however often it is asked for; 400 with passwords. No try ends the user's own session", async () => {
    const app = await install();
    const { own, browser, report, ends } = await setUp(app, NO_PASSWORD);
    app.pass(15 * MINUTE);
    await browser.post(refresh, "/api/auth/refresh");
    for (let tries = 0; tries < 12; tries += 1) {
      expect(await report()).toMatchObject({ status: 403, json: { error: "reauthentication_required" } });
      expect(await report(PASSWORDS)).toMatchObject({ status: 400, json: { error: "invalid_request" } });
    }
    expect(await ends()).toEqual([null, null]);
    expect((await app.session(own.session.id)).passwordAttempts).toBe(0);
  });

  test("400 without the passwords of a user who has one, before anything is looked at", async () => {
    const app = await install();
    const { own, report, ends } = await setUp(app);
    const missing = async (body: object) =>
      (await report(body)).json.details.issues.map(({ path }: { path: string }) => path);
    expect(await report()).toMatchObject({ status: 400, json: { error: "invalid_request" } });
    expect(await missing({})).toEqual(["currentPassword", "newPassword"]);
    expect(await missing({ newPassword: PASSWORDS.newPassword })).toEqual(["currentPassword"]);
    expect(await missing({ currentPassword: PASSWORD })).toEqual(["newPassword"]);
    expect(await ends()).toEqual([null, null]);
    expect((await app.session(own.session.id)).passwordAttempts).toBe(0);
    expect((await report(PASSWORDS)).status).toBe(200);
    expect(await ends()).toEqual([null, "user"]);
  });

  test("400 without passwords once the operator has set one", async () => {
    const app = await install();
    const { ada } = await setUp(app, NO_PASSWORD);
    await resetPassword(ada.email, "a lamp in the harbour");
    const user = await app.db.findUser(ada.id);
    if (!user) throw new Error("no user");
    const browser = new TestBrowser();
    const other = await app.openSession(user);
    await browser.signInWith(await app.openSession(user));
    const sent = { sessionId: other.session.id };
    expect((await browser.post(secure, "/api/me/secure-account", sent)).json.error).toBe("invalid_request");
  });
});
