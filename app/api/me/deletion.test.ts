/** Deleting the account and keeping it after all, as browsers see it. */
import { describe, expect, test } from "vitest";
import { sweep } from "@/lib/server/sweeper";
import { DAY, type Installation, install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import { addOrganization } from "@/lib/server/testing/organizations";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as login from "../auth/login/route";
import * as refresh from "../auth/refresh/route";
import { actAsAda } from "../impersonation.fixture";
import * as session from "../session/route";
import * as sessions from "../sessions/route";
import * as keep from "./keep/route";
import * as note from "./note/route";
import * as me from "./route";

const IN_TWO_WEEKS = "2030-01-15T00:00:00.000Z";
const remove = (browser: TestBrowser, options = {}) => browser.send(me, "DELETE", "/api/me", options);
const signIn = (browser: TestBrowser) =>
  browser.post(login, "/api/auth/login", { email: "ada@example.com", password: PASSWORD });

async function signedIn(app: Installation, name = "Ada") {
  const browser = new TestBrowser();
  const grant = await app.openSession(await app.addUser(name));
  await browser.signInWith(grant);
  return { browser, ...grant };
}

describe("asking for the deletion", () => {
  test("signs out everywhere at once, and says why: on the API, to the page, and in the history", async () => {
    const app = install();
    const { browser, user } = await signedIn(app);
    const other = new TestBrowser();
    await other.signInWith(await app.openSession(user));

    const answer = await remove(browser, { json: {} });
    expect(answer).toMatchObject({ status: 200, json: { deletionAt: IN_TWO_WEEKS }, setCookies: [] });
    for (const one of [browser, other]) {
      const revoked = { error: "session_revoked", details: { reason: "account_deletion" } };
      expect(await one.get(me, "/api/me")).toMatchObject({ status: 401, json: revoked });
      expect(await one.post(refresh, "/api/auth/refresh")).toMatchObject({ status: 401, json: revoked });
      const here = (await one.get(session, "/api/session")).json;
      expect(here).toMatchObject({ authenticated: false, reason: "account_deletion" });
    }
    expect((await signIn(browser)).json).toMatchObject({
      status: "complete",
      user: { deletionAt: IN_TWO_WEEKS },
    });
    const ended = (await browser.get(sessions, "/api/sessions?status=ended")).json.sessions;
    expect(ended).toHaveLength(2);
    expect(ended[0]).toMatchObject({ endedReason: "account_deletion", endedBy: "you" });
  });

  test.each([
    ["nobody", async () => new TestBrowser(), 401, "not_authenticated"],
    [
      "a user who signed in a quarter of an hour ago",
      async (app: Installation) => {
        const { browser } = await signedIn(app);
        app.pass(15 * MINUTE - 2);
        await browser.post(refresh, "/api/auth/refresh");
        app.pass(2);
        return browser;
      },
      403,
      "reauthentication_required",
    ],
    [
      "an administrator who acts as the user",
      async (app: Installation) => (await actAsAda(app)).browser,
      403,
      "forbidden_while_impersonating",
    ],
    [
      "a user whose session has ended in the meantime",
      async (app: Installation) => {
        const { browser, user } = await signedIn(app);
        const other = new TestBrowser();
        await other.signInWith(await app.openSession(user));
        await remove(other);
        return browser;
      },
      401,
      "session_revoked",
    ],
  ])("is refused to %s", async (_, makeBrowser, status, error) => {
    const app = install();
    const browser = await makeBrowser(app);
    expect(await remove(browser)).toMatchObject({ status, json: { error } });
  });

  test("is refused to the only owner of an organization, with its name", async () => {
    const app = install();
    const { browser, user } = await signedIn(app);
    await addOrganization(app, "engines", [[user, "owner"]]);
    const organizations = [{ id: "engines", name: "engines" }];
    const refused = { error: "last_owner", details: { organizations } };
    expect(await remove(browser)).toMatchObject({ status: 409, json: refused });
    expect((await browser.get(me, "/api/me")).json).not.toHaveProperty("deletionAt");
  });

  test("takes no body but an empty one, and nothing from another site", async () => {
    const { browser } = await signedIn(install());
    expect(await remove(browser, { json: { userId: "x" } })).toMatchObject({ status: 400 });
    const foreign = { headers: { "sec-fetch-site": "cross-site" } };
    expect(await remove(browser, foreign)).toMatchObject({ json: { error: "cross_site_request" } });
    expect((await browser.get(me, "/api/me")).status).toBe(200);
  });
});

describe("in the two weeks", () => {
  test("a sign-in keeps nothing, and may change nothing until the account is kept", async () => {
    const app = install();
    const { browser } = await signedIn(app);
    await remove(browser);
    app.pass(13 * DAY);
    await signIn(browser);
    const save = () => browser.send(note, "PUT", "/api/me/note", { json: { text: "Still here" } });
    expect(await save()).toMatchObject({ status: 403, json: { error: "deletion_scheduled" } });
    expect((await browser.post(keep, "/api/me/keep")).json).not.toHaveProperty("deletionAt");
    expect((await save()).status).toBe(200);
    app.pass(2 * DAY);
    await sweep();
    expect((await signIn(browser)).status).toBe(200);
  });

  test("another user keeps only their own", async () => {
    const app = install();
    const { browser, user } = await signedIn(app);
    const { browser: graces } = await signedIn(app, "Grace");
    await remove(browser);
    expect((await graces.post(keep, "/api/me/keep")).status).toBe(200);
    expect((await app.db.findUser(user.id))?.deletionAt).toBe(Date.parse(IN_TWO_WEEKS));
  });

  test("afterwards the account is unknown, and so is the session that was opened meanwhile", async () => {
    const app = install();
    const { browser, user } = await signedIn(app);
    await remove(browser);
    app.pass(14 * DAY - MINUTE);
    await signIn(browser);
    app.pass(MINUTE);
    await sweep();
    expect(await app.db.findUser(user.id)).toBeNull();
    expect(await browser.get(me, "/api/me")).toMatchObject({
      status: 401,
      json: { error: "not_authenticated" },
    });
    expect(await browser.post(refresh, "/api/auth/refresh")).toMatchObject({ status: 401, setCookies: [] });
    expect(await signIn(browser)).toMatchObject({ status: 401, json: { error: "invalid_credentials" } });
  });
});
