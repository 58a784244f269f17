/** A call with an `Idempotency-Key` is done once. */
import { describe, expect, test, vi } from "vitest";
import { sweep } from "@/lib/server/sweeper";
import { DAY, GRACE, install, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as refresh from "./auth/refresh/route";
import * as draftKey from "./me/draft-key/route";
import * as note from "./me/note/route";
import * as password from "./me/password/route";
import * as me from "./me/route";
import * as activity from "./session/activity/route";
import * as device from "./sessions/[id]/route";
import * as revokeAll from "./sessions/revoke-all/route";

async function enter(name = "Ada") {
  const app = install();
  const join = async (who: string) => {
    const user =
      (await app.db.findUserByEmail(`${who.toLowerCase()}@example.com`)) ?? (await app.addUser(who));
    const browser = new TestBrowser();
    const grant = await app.openSession(user);
    await browser.enter(grant);
    return { browser, user, id: grant.session.id };
  };
  return { app, join, ...(await join(name)) };
}

const keyed = (key: string) => ({ headers: { "idempotency-key": key } });
const rename = (browser: TestBrowser, name: string, key: string) =>
  browser.send(me, "PATCH", "/api/me", { json: { name }, ...keyed(key) });
const changes = async (app: ReturnType<typeof install>, id: string) =>
  (await app.audit(id)).filter((event) => event === "profile_changed").length;

describe("the same call again", () => {
  test("is answered as the first one, and done once", async () => {
    const { app, browser, user } = await enter();
    const first = await rename(browser, "Countess", "one");
    await browser.send(me, "PATCH", "/api/me", { json: { name: "Another name" } });
    const again = await rename(browser, "Countess", "one");
    expect(again).toMatchObject({ status: 200, json: first.json });
    expect((await app.db.findUser(user.id))?.name).toBe("Another name");
    expect(await changes(app, user.id)).toBe(2);
  });

  test("with no body in its answer is answered with none", async () => {
    const { browser, join } = await enter();
    const other = await join("Ada");
    const end = () =>
      browser.send(device, "DELETE", `/api/sessions/${other.id}`, { id: other.id, ...keyed("end") });
    expect([(await end()).status, (await end()).status]).toEqual([204, 204]);
  });

  test("counts what it counted the first time", async () => {
    const { browser, join } = await enter();
    await join("Ada");
    const end = () => browser.post(revokeAll, "/api/sessions/revoke-all", {}, keyed("others"));
    expect([(await end()).json, (await end()).json]).toEqual([{ revoked: 1 }, { revoked: 1 }]);
  });

  test("may be done when the first one was overtaken by a refresh, whose cookie it brings", async () => {
    const { app, browser, user } = await enter();
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

  test("a day later is forgotten, whether or not it comes", async () => {
    const { app, browser } = await enter();
    await rename(browser, "Countess", "one");
    await sweep();
    expect((await rename(browser, "Duchess", "one")).status).toBe(422);
    app.pass(DAY + 1);
    await sweep();
    expect(await app.db.sweepAnswers(app.now + DAY)).toBe(0);
  });

  test("a day later is a new one", async () => {
    const { app, browser, user } = await enter();
    await rename(browser, "Countess", "one");
    app.pass(DAY + 1);
    const fresh = new TestBrowser();
    await fresh.enter(await app.openSession(user));
    await rename(fresh, "Duchess", "one");
    expect(await changes(app, user.id)).toBe(2);
  });
});

describe("another call", () => {
  test("under the same key is refused", async () => {
    const { browser } = await enter();
    await rename(browser, "Countess", "one");
    expect(await rename(browser, "Duchess", "one")).toMatchObject({
      status: 422,
      json: { error: "idempotency_key_reused" },
    });
  });

  test("of another user, or of another path, has keys of its own", async () => {
    const { browser, join } = await enter();
    await rename(browser, "Countess", "one");
    const grace = await join("Grace");
    expect((await rename(grace.browser, "Admiral", "one")).json.name).toBe("Admiral");
    const saved = await browser.send(note, "PUT", "/api/me/note", {
      json: { text: "hello" },
      ...keyed("one"),
    });
    expect(saved.json.text).toBe("hello");
  });
});

test("while the first one is being worked on, another one is told to wait", async () => {
  const { app, browser } = await enter();
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

describe("what is not kept", () => {
  const kept = async (app: ReturnType<typeof install>) => app.db.sweepAnswers(app.now + DAY);

  test("a refused bearer: the call goes on after the next sign-in", async () => {
    const { app, browser } = await enter();
    browser.accessToken = `${browser.accessToken}x`;
    expect((await rename(browser, "Countess", "one")).status).toBe(401);
    expect(await kept(app)).toBe(0);
  });

  test("an answer with a cookie, one with a secret, and one about presence", async () => {
    const { app, browser, id } = await enter();
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

  test("a key that is none", async () => {
    const { browser } = await enter();
    for (const key of ["", "x".repeat(201)]) {
      expect((await rename(browser, "Countess", key)).status).toBe(400);
    }
  });
});
