import { describe, expect, test } from "vitest";
import { install, MINUTE } from "@/lib/server/testing/installation";
import { type Route, TestBrowser } from "@/lib/web/testing/browser";
import * as disable from "../admin/users/[id]/disable/route";
import * as enable from "../admin/users/[id]/enable/route";
import * as roles from "../admin/users/[id]/roles/route";
import * as sessionOf from "../admin/users/[id]/sessions/[sessionId]/route";
import * as revokeAllOf from "../admin/users/[id]/sessions/revoke-all/route";
import * as sessionsOf from "../admin/users/[id]/sessions/route";
import * as users from "../admin/users/route";
import * as refresh from "../auth/refresh/route";
import { signInBrowser } from "./sessions.fixture";

describe("administration", () => {
  test("8.2.1: is for administrators only", async () => {
    const app = install();
    const [ada, grace] = [await signInBrowser(app, "Ada"), await signInBrowser(app, "Grace", ["admin"])];
    const calls: [Route, string][] = [
      [users, "GET"],
      [sessionsOf, "GET"],
      [disable, "POST"],
      [enable, "POST"],
      [revokeAllOf, "POST"],
      [sessionOf, "DELETE"],
      [roles, "PUT"],
    ];
    for (const [route, method] of calls) {
      const options = { id: grace.user.id, sessionId: grace.id };
      const answer = await ada.browser.send(route, method, "/api/admin/x", options);
      expect(answer).toMatchObject({ status: 403, json: { error: "forbidden" } });
      expect(
        (await new TestBrowser().send(route, method, "/api/admin/x", { id: grace.user.id })).status,
      ).toBe(401);
    }
    expect(await grace.why()).toBeUndefined();
  });

  test("disabling ends all sessions at once, enabling revives none, and both are recorded", async () => {
    const app = install();
    const [ada, grace] = [await signInBrowser(app, "Ada"), await signInBrowser(app, "Grace", ["admin"])];
    const answer = await grace.browser.post(disable, "/api/admin/x", undefined, { id: ada.user.id });
    expect(answer.json.disabledAt).toBe("2030-01-01T00:00:00.000Z");
    expect(await ada.why()).toBe("account_disabled");
    await grace.browser.post(enable, "/api/admin/x", undefined, { id: ada.user.id });
    expect(await ada.why()).toBe("account_disabled");
    expect((await app.db.findUser(ada.user.id))?.disabledAt).toBeNull();
    expect((await app.audit(ada.user.id)).slice(-3)).toEqual([
      "account_disabled",
      "session_ended: account_disabled",
      "account_enabled",
    ]);
  });

  test("administrators cannot disable themselves, and the last administrator gets an error of its own", async () => {
    const app = install();
    const grace = await signInBrowser(app, "Grace", ["admin"]);
    const disableOneself = () =>
      grace.browser.post(disable, "/api/admin/x", undefined, { id: grace.user.id });
    expect(await disableOneself()).toMatchObject({ status: 409, json: { error: "last_admin" } });
    await signInBrowser(app, "Alan", ["admin"]);
    expect(await disableOneself()).toMatchObject({ status: 403, json: { error: "forbidden" } });
    expect(await grace.why()).toBeUndefined();
  });

  test("an unknown user is 404", async () => {
    const grace = await signInBrowser(install(), "Grace", ["admin"]);
    for (const route of [disable, enable, revokeAllOf]) {
      expect((await grace.browser.post(route, "/api/admin/x", undefined, { id: "unknown" })).status).toBe(
        404,
      );
    }
    expect((await grace.browser.get(sessionsOf, "/api/admin/x", { id: "unknown" })).status).toBe(404);
  });

  test("ending all of a user's sessions: the reason is admin", async () => {
    const app = install();
    const [ada, grace] = [await signInBrowser(app, "Ada"), await signInBrowser(app, "Grace", ["admin"])];
    const answer = await grace.browser.post(revokeAllOf, "/api/admin/x", undefined, { id: ada.user.id });
    expect(answer.json).toEqual({ revoked: 1 });
    expect(await ada.why()).toBe("admin");
  });

  test("ending their own sessions: the one they do it in stays, unless they say all", async () => {
    const app = install();
    const grace = await signInBrowser(app, "Grace", ["admin"]);
    const phone = await signInBrowser(app, "Grace");
    const end = async (json?: unknown) =>
      (await grace.browser.post(revokeAllOf, "/api/admin/x", json, { id: grace.user.id })).json;
    expect(await end()).toEqual({ revoked: 1 });
    expect([await phone.why(), await grace.why()]).toEqual(["admin", undefined]);
    expect(await end({ scope: "all" })).toEqual({ revoked: 1 });
    expect(await grace.why()).toBe("admin");
  });

  test("ending one session of a user: the others stay, and a session of another user is 404", async () => {
    const app = install();
    const [ada, grace] = [await signInBrowser(app, "Ada"), await signInBrowser(app, "Grace", ["admin"])];
    const other = await signInBrowser(app, "Ada");
    const end = async (id: string, sessionId: string) =>
      (await grace.browser.send(sessionOf, "DELETE", "/api/admin/x", { id, sessionId })).status;
    expect(await end(grace.user.id, ada.id)).toBe(404);
    expect(await end(ada.user.id, grace.id)).toBe(404);
    expect(await end(ada.user.id, "unknown")).toBe(404);
    expect(await ada.why()).toBeUndefined();
    expect([await end(ada.user.id, ada.id), await end(ada.user.id, ada.id)]).toEqual([204, 204]);
    expect([await ada.why(), await other.why(), await grace.why()]).toEqual(["admin", undefined, undefined]);
  });

  test("roles: set at once, recorded, and never taken from the last administrator", async () => {
    const app = install();
    const [ada, grace] = [await signInBrowser(app, "Ada"), await signInBrowser(app, "Grace", ["admin"])];
    const set = (by: typeof ada, id: string, json: unknown) =>
      by.browser.send(roles, "PUT", "/api/admin/x", { id, json });
    expect(await set(grace, grace.user.id, { roles: ["user"] })).toMatchObject({
      status: 409,
      json: { error: "last_admin" },
    });
    const raised = await set(grace, ada.user.id, { roles: ["user", "admin"] });
    expect(raised).toMatchObject({ status: 200, json: { id: ada.user.id, roles: ["user", "admin"] } });
    expect((await app.audit(ada.user.id)).at(-1)).toBe("roles_changed");
    expect((await set(ada, grace.user.id, { roles: ["user"] })).json.roles).toEqual(["user"]);
    expect((await set(grace, ada.user.id, { roles: ["user"] })).json.error).toBe("forbidden");
    expect((await set(ada, "unknown", { roles: ["user"] })).status).toBe(404);
    for (const bad of [[], ["root"], ["user", "user"], "admin", null])
      expect((await set(ada, grace.user.id, { roles: bad })).status).toBe(400);
  });

  test("every change needs a recent sign-in", async () => {
    const app = install();
    const grace = await signInBrowser(app, "Grace", ["admin"]);
    const ada = await signInBrowser(app, "Ada");
    app.pass(14 * MINUTE);
    await grace.browser.post(refresh, "/api/auth/refresh");
    app.pass(2 * MINUTE);
    const options = { id: ada.user.id, sessionId: ada.id, json: { roles: ["admin"] } };
    for (const [route, method] of [
      [roles, "PUT"],
      [sessionOf, "DELETE"],
    ] as [Route, string][]) {
      const answer = await grace.browser.send(route, method, "/api/admin/x", options);
      expect(answer).toMatchObject({ status: 403, json: { error: "reauthentication_required" } });
    }
  });

  test("users are found by part of a name or address; pattern characters match themselves", async () => {
    const app = install();
    const grace = await signInBrowser(app, "Grace", ["admin"]);
    await signInBrowser(app, "Ada");
    await app.addUser("100%_sure");
    const find = async (query: string) =>
      (await grace.browser.get(users, `/api/admin/users?${new URLSearchParams({ query })}`)).json.users.map(
        (user: { name: string }) => user.name,
      );
    expect(await find("RAC")).toEqual(["Grace"]);
    expect(await find("example.com")).toHaveLength(3);
    expect(await find("%")).toEqual(["100%_sure"]);
    expect(await find("_")).toEqual(["100%_sure"]);
    expect(await find("' or 1=1 --")).toEqual([]);
    const page = await grace.browser.get(users, "/api/admin/users?page=2&pageSize=2");
    expect(page.json).toMatchObject({ total: 3, page: 2, pageSize: 2 });
    expect(page.json.users).toHaveLength(1);
    for (const bad of ["page=0", "page=-1", "pageSize=101", "page=x", "page=1e3"]) {
      expect((await grace.browser.get(users, `/api/admin/users?${bad}`)).status).toBe(400);
    }
  });
});
