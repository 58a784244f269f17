import { describe, expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { type Route, TestBrowser } from "@/lib/web/testing/browser";
import * as disable from "../admin/users/[id]/disable/route";
import * as enable from "../admin/users/[id]/enable/route";
import * as revokeAllOf from "../admin/users/[id]/sessions/revoke-all/route";
import * as sessionsOf from "../admin/users/[id]/sessions/route";
import * as users from "../admin/users/route";
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
    ];
    for (const [route, method] of calls) {
      const answer = await ada.browser.send(route, method, "/api/admin/x", { id: grace.user.id });
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
