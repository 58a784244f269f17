/** A call with an `Idempotency-Key` is done once. */
import { describe, expect, test, vi } from "vitest";
import { setRoles } from "@/lib/server/admin/user-commands";
import { sweep } from "@/lib/server/sweeper";
import { DAY, GRACE, install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as disable from "./admin/users/[id]/disable/route";
import * as reauthenticate from "./auth/reauthenticate/route";
import * as refresh from "./auth/refresh/route";
import * as draftKey from "./me/draft-key/route";
import * as password from "./me/password/route";
import * as me from "./me/route";
import * as activity from "./session/activity/route";
import * as device from "./sessions/[id]/route";
import * as revokeAll from "./sessions/revoke-all/route";

async function signInBrowser(name = "Ada") {
  const app = install();
  const join = async (who: string) => {
    const user =
      (await app.db.findUserByEmail(`${who.toLowerCase()}@example.com`)) ?? (await app.addUser(who));
    const browser = new TestBrowser();
    const grant = await app.openSession(user);
    await browser.signInWith(grant);
    return { browser, user, id: grant.session.id };
  };
  return { app, join, ...(await join(name)) };
}

const keyed = (key: string) => ({ headers: { "idempotency-key": key } });
const rename = (browser: TestBrowser, name: string, key: string) =>
  browser.send(me, "PATCH", "/api/me", { json: { name }, ...keyed(key) });
const changes = async (app: ReturnType<typeof install>, id: string) =>
  (await app.audit(id)).filter((event) => event === "profile_changed").length;

describe("a repeated call", () => {
  test("gets the first answer, and is done once", async () => {
    const { app, browser, user } = await signInBrowser();
    const first = await rename(browser, "Countess", "one");
    await browser.send(me, "PATCH", "/api/me", { json: { name: "Another name" } });
    const again = await rename(browser, "Countess", "one");
    expect(again).toMatchObject({ status: 200, json: first.json });
    expect((await app.db.findUser(user.id))?.name).toBe("Another name");
    expect(await changes(app, user.id)).toBe(2);
  });

  test("gets an empty body when the first answer had none", async () => {
    const { browser, join } = await signInBrowser();
    const other = await join("Ada");
    const end = () =>
      browser.send(device, "DELETE", `/api/sessions/${other.id}`, { id: other.id, ...keyed("end") });
    expect([(await end()).status, (await end()).status]).toEqual([204, 204]);
  });

  test("returns the same count as the first time", async () => {
    const { browser, join } = await signInBrowser();
    await join("Ada");
    const end = () => browser.post(revokeAll, "/api/sessions/revoke-all", {}, keyed("others"));
    expect([(await end()).json, (await end()).json]).toEqual([{ revoked: 1 }, { revoked: 1 }]);
  });

  test("is done when the first one failed because its refresh token was overtaken, and this one brings the new cookie", async () => {
    const { app, browser, user } = await signInBrowser();
    const overtaken = browser.copy();
    await browser.post(refresh, "/api/auth/refresh");
    // So far apart that the first token is no longer answered with the newest one.
    app.pass(GRACE);
    await browser.post(refresh, "/api/auth/refresh");
    const words = { currentPassword: PASSWORD, newPassword: "another lamp in a harbour" };
    const change = (from: TestBrowser) => from.post(password, "/api/me/password", words, keyed("change"));
    expect((await change(overtaken)).json.error).toBe("superseded");
    expect((await change(browser)).status).toBe(200);
    expect(await app.audit(user.id)).toContain("password_changed");
  });

  test("is forgotten after a day, even if it is never sent", async () => {
    const { app, browser } = await signInBrowser();
    await rename(browser, "Countess", "one");
    await sweep();
    expect((await rename(browser, "Duchess", "one")).status).toBe(422);
    app.pass(DAY + 1);
    await sweep();
    expect(await app.db.sweepAnswers(app.now + DAY)).toBe(0);
  });

  test("counts as a new call a day later", async () => {
    const { app, browser, user } = await signInBrowser();
    await rename(browser, "Countess", "one");
    app.pass(DAY + 1);
    const fresh = new TestBrowser();
    await fresh.signInWith(await app.openSession(user));
    await rename(fresh, "Duchess", "one");
    expect(await changes(app, user.id)).toBe(2);
  });
});

describe("a repeated call of a caller who may not make it any more is refused", () => {
  async function disabledOnce() {
    const { app, join } = await signInBrowser();
    const ada = await join("Ada");
    const admin = await join("Grace");
    await setRoles("grace@example.com", ["admin"]);
    const disableAda = () =>
      admin.browser.send(disable, "POST", "/api/admin/users/x/disable", { id: ada.user.id, ...keyed("one") });
    expect((await disableAda()).status).toBe(200);
    return { app, admin, disableAda };
  }

  test("without the role, and answered again with it", async () => {
    const { disableAda } = await disabledOnce();
    await setRoles("grace@example.com", ["user"]);
    expect(await disableAda()).toMatchObject({ status: 403, json: { error: "forbidden" } });
    await setRoles("grace@example.com", ["admin"]);
    expect(await disableAda()).toMatchObject({ status: 200, json: { name: "Ada" } });
  });

  test("without a recent sign-in", async () => {
    const { app, admin, disableAda } = await disabledOnce();
    app.pass(14 * MINUTE);
    await admin.browser.post(refresh, "/api/auth/refresh");
    app.pass(2 * MINUTE);
    expect(await disableAda()).toMatchObject({ status: 403, json: { error: "reauthentication_required" } });
  });
});

describe("a call that is answered with a token", () => {
  test("is done once, and a repeat is told so", async () => {
    const { app, browser, user } = await signInBrowser();
    const words = { currentPassword: PASSWORD, newPassword: "another lamp in a harbour" };
    const change = () => browser.post(password, "/api/me/password", words, keyed("change"));
    expect((await change()).status).toBe(200);
    const again = await change();
    expect(again).toMatchObject({ status: 409, json: { error: "already_done" }, setCookies: [] });
    expect((await app.audit(user.id)).filter((event) => event === "password_changed")).toHaveLength(1);

    const confirm = () =>
      browser.post(
        reauthenticate,
        "/api/auth/reauthenticate",
        { password: words.newPassword },
        keyed("confirm"),
      );
    expect([(await confirm()).status, (await confirm()).json.error]).toEqual([200, "already_done"]);
  });

  test("is done after a wrong password", async () => {
    const { browser } = await signInBrowser();
    const confirm = (text: string) =>
      browser.post(reauthenticate, "/api/auth/reauthenticate", { password: text }, keyed("confirm"));
    expect([(await confirm("not the password")).status, (await confirm(PASSWORD)).status]).toEqual([
      401, 200,
    ]);
  });
});

describe("a different call", () => {
  test("under the same key is refused", async () => {
    const { browser } = await signInBrowser();
    await rename(browser, "Countess", "one");
    expect(await rename(browser, "Duchess", "one")).toMatchObject({
      status: 422,
      json: { error: "idempotency_key_reused" },
    });
  });

  test("to another path is refused, though its body is the same", async () => {
    const { browser, join, id } = await signInBrowser();
    const { id: phone } = await join("Ada");
    const label = (sessionId: string) =>
      browser.send(device, "PATCH", `/api/sessions/${sessionId}`, {
        id: sessionId,
        json: { label: "Desk" },
        ...keyed("one"),
      });
    expect((await label(id)).status).toBe(200);
    expect(await label(phone)).toMatchObject({ status: 422, json: { error: "idempotency_key_reused" } });
  });

  test("by another user has a key of its own", async () => {
    const { browser, join } = await signInBrowser();
    await rename(browser, "Countess", "one");
    const grace = await join("Grace");
    expect((await rename(grace.browser, "Admiral", "one")).json.name).toBe("Admiral");
  });
});

test("while the first call is in progress, a repeated one is told to wait", async () => {
  const { app, browser } = await signInBrowser();
  const { changeAccountForCaller } = app.db;
  const { promise: turn, resolve: goOn } = Promise.withResolvers<void>();
  const work = vi.spyOn(app.db, "changeAccountForCaller");
  work.mockImplementationOnce(async (...args: Parameters<typeof changeAccountForCaller>) => {
    await turn;
    return changeAccountForCaller(...args);
  });
  const first = rename(browser, "Countess", "one");
  await vi.waitFor(() => expect(work).toHaveBeenCalled());
  const second = await rename(browser, "Countess", "one");
  expect(second).toMatchObject({ status: 409, json: { error: "request_in_progress" } });
  expect(second.headers.get("retry-after")).toBe("1");
  goOn();
  expect((await first).json.name).toBe("Countess");
});

describe("responses that are not stored", () => {
  const kept = async (app: ReturnType<typeof install>) => app.db.sweepAnswers(app.now + DAY);

  test("a refused access token: the call succeeds after the next sign-in", async () => {
    const { app, browser } = await signInBrowser();
    browser.accessToken = `${browser.accessToken}x`;
    expect((await rename(browser, "Countess", "one")).status).toBe(401);
    expect(await kept(app)).toBe(0);
  });

  test("a response with a cookie, one with a secret, and one to a presence report", async () => {
    const { app, browser, id } = await signInBrowser();
    const present = await browser.post(
      activity,
      "/api/session/activity",
      { idleForSeconds: 0 },
      keyed("now"),
    );
    expect(present.status).toBe(200);
    await browser.post(draftKey, "/api/me/draft-key", {}, keyed("key"));
    await browser.send(device, "DELETE", `/api/sessions/${id}`, { id, ...keyed("end") });
    expect(await kept(app)).toBe(0);
  });

  test("a malformed key is refused", async () => {
    const { browser } = await signInBrowser();
    for (const key of ["", "x".repeat(201)]) {
      expect((await rename(browser, "Countess", key)).status).toBe(400);
    }
  });
});
