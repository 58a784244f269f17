/** The event stream of a session, as a browser reads it. */

import { afterEach, describe, expect, test, vi } from "vitest";
import { setRolesOf } from "@/lib/server/admin/admin";
import { closeStreams } from "@/lib/server/sessions/session-events";
import { granted } from "@/lib/server/testing/expectations";
import { DAY, install, MINUTE, PASSWORD, requester } from "@/lib/server/testing/installation";
import { NO_PASSWORD } from "@/lib/session/session";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as logout from "../auth/logout/route";
import * as refresh from "../auth/refresh/route";
import * as password from "../me/password/route";
import * as me from "../me/route";
import * as secure from "../me/secure-account/route";
import * as device from "../sessions/[id]/route";
import * as events from "./events/route";
import { CHROME_ON_WINDOWS, Listener, listen, signInBrowser } from "./events.fixture";

afterEach(() => vi.useRealTimers());
describe("a stream", () => {
  test("begins with the state, is not cached, and says when to reconnect", async () => {
    const app = install();
    const { browser, id } = await signInBrowser(app);
    const listener = await listen(browser);
    expect(listener.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(listener.response.headers.get("cache-control")).toBe("private, no-store, no-transform");
    const state = await listener.next();
    expect(state).toMatchObject({ event: "state", data: { authenticated: true, session: { id } } });
  });

  test("reports who ended the session and from where, and closes", async () => {
    const app = install();
    const here = await signInBrowser(app);
    const there = await signInBrowser(app);
    const listener = await listen(here.browser);
    await listener.next();
    await there.browser.send(device, "DELETE", `/api/sessions/${here.id}`, {
      id: here.id,
      headers: { "user-agent": CHROME_ON_WINDOWS },
    });
    expect(await listener.next()).toEqual({
      event: "revoked",
      data: {
        sessionId: here.id,
        reason: "user",
        at: new Date(app.now).toISOString(),
        by: "you",
        from: "Chrome on Windows",
      },
    });
    expect(await listener.next()).toBeNull();
  });

  test("reports other devices and the user's own changes, but nothing of other users", async () => {
    const app = install();
    const here = await signInBrowser(app);
    const listener = await listen(here.browser);
    await listener.next();
    const grace = await signInBrowser(app, "Grace");
    await grace.browser.send(me, "PATCH", "/api/me", { json: { name: "Admiral" } });
    const there = await signInBrowser(app);
    expect(await listener.next()).toEqual({ event: "sessions-changed", data: {} });
    await there.browser.send(me, "PATCH", "/api/me", { json: { name: "Countess" } });
    expect(await listener.next()).toEqual({ event: "user-changed", data: {} });
    await there.browser.post(logout, "/api/auth/logout");
    expect(await listener.next()).toEqual({ event: "sessions-changed", data: {} });
  });

  test("reports changed roles", async () => {
    const app = install();
    const here = await signInBrowser(app);
    const admin = await app.openSession(await app.addUser("Grace", { roles: ["admin"] }));
    const listener = await listen(here.browser);
    await listener.next();
    granted(await setRolesOf(admin, here.user.id, ["user", "admin"], requester()));
    expect(await listener.next()).toEqual({ event: "user-changed", data: {} });
  });

  test("reports a limit when it is reached, without any request", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
    const app = install();
    const { browser, id } = await signInBrowser(app);
    const listener = await listen(browser);
    await listener.next();
    await vi.advanceTimersByTimeAsync(2);
    app.pass(30 * MINUTE);
    const told = listener.next();
    await vi.advanceTimersByTimeAsync(30 * MINUTE + 1);
    expect(await told).toMatchObject({ event: "expired", data: { sessionId: id, reason: "idle" } });
    expect(await listener.next()).toBeNull();
  });

  test("causes no presence, no rotation and no use of a token", async () => {
    const app = install();
    const { browser, id } = await signInBrowser(app);
    const before = await app.session(id);
    app.pass(MINUTE);
    await (await listen(browser)).next();
    expect(await app.session(id)).toEqual(before);
  });

  test("survives a rotation", async () => {
    const app = install();
    const { browser, id } = await signInBrowser(app);
    const listener = await listen(browser);
    await listener.next();
    await browser.post(refresh, "/api/auth/refresh");
    await browser.post(logout, "/api/auth/logout");
    expect(await listener.next()).toMatchObject({
      event: "revoked",
      data: { sessionId: id, reason: "signed_out" },
    });
  });

  test("of a copied cookie closes at the second rotation after it, while the session continues", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
    const app = install();
    const { browser, id } = await signInBrowser(app);
    const copy = await listen(browser);
    await copy.next();
    for (let rotations = 0; rotations < 2; rotations++) {
      app.pass(MINUTE);
      await browser.post(refresh, "/api/auth/refresh");
    }
    const own = await listen(browser);
    await own.next();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await copy.next()).toBeNull();
    await browser.post(logout, "/api/auth/logout");
    expect(await own.next()).toMatchObject({ event: "revoked", data: { sessionId: id } });
  });

  test("of a copied cookie closes at once when the password is changed", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const app = install();
    const { browser } = await signInBrowser(app);
    const copy = await listen(browser);
    await copy.next();
    app.pass(MINUTE);
    const words = { currentPassword: PASSWORD, newPassword: "another lamp in a harbour" };
    expect((await browser.post(password, "/api/me/password", words)).status).toBe(200);
    expect(await copy.next()).toEqual({ event: "user-changed", data: {} });
    expect(await copy.next()).toBeNull();
  });

  test("of a copied cookie closes at once when a user without a password reports a session", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const app = install();
    await app.addUser("Ada", { passwordHash: NO_PASSWORD });
    const [{ browser }, other] = [await signInBrowser(app), await signInBrowser(app)];
    const copy = await listen(browser);
    await copy.next();
    const report = { sessionId: other.id };
    expect((await browser.post(secure, "/api/me/secure-account", report)).status).toBe(200);
    expect(await copy.next()).toEqual({ event: "user-changed", data: {} });
    expect(await copy.next()).toEqual({ event: "sessions-changed", data: {} });
    expect(await copy.next()).toBeNull();
  });

  test("closes when the server stops, and no new one is opened", async () => {
    const { browser } = await signInBrowser(install());
    const listener = await listen(browser);
    await listener.next();
    closeStreams();
    expect(await listener.next()).toBeNull();
    const { response } = await listen(browser);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
  });

  test("that the browser does not read is closed, and buffers no more than the backlog", async () => {
    const app = install({ RATE_LIMIT: "off" });
    const { browser } = await signInBrowser(app);
    const there = await signInBrowser(app);
    const listener = await listen(browser);
    for (let told = 0; told < 400; told += 1)
      await there.browser.send(me, "PATCH", "/api/me", { json: { name: `Ada ${told}` } });
    let received = 0;
    while (await listener.next()) received += 1;
    expect(received).toBeGreaterThan(200);
    expect(received).toBeLessThan(300);
  });

  test("makes way for another when the client disconnects", async () => {
    const { browser } = await signInBrowser(install());
    const places = await Promise.all([1, 2, 3, 4].map(() => listen(browser)));
    for (const place of places) place.hangUp();
    expect((await listen(browser)).response.status).toBe(200);
  });

  test("that fails to open leaves nothing open", async () => {
    const app = install();
    const { browser } = await signInBrowser(app);
    const { findByToken } = app.db;
    for (let count = 0; count < 5; count += 1) {
      vi.spyOn(app.db, "findByToken")
        .mockImplementationOnce(findByToken) // finds the session; the database becomes unavailable before the state is read
        .mockRejectedValueOnce(new Error("gone"));
      expect((await listen(browser)).response.status).toBe(500);
    }
    expect((await listen(browser)).response.status).toBe(200);
  });

  test("whose client disconnects while it is being opened leaves nothing open", async () => {
    const app = install();
    const { browser } = await signInBrowser(app);
    const { findByToken } = app.db;
    for (let count = 0; count < 5; count += 1) {
      const listener = new Listener();
      vi.spyOn(app.db, "findByToken").mockImplementationOnce((hash) => {
        listener.hangUp();
        return findByToken(hash);
      });
      expect((await listener.open(browser)).response.status).toBe(200);
    }
    expect((await listen(browser)).response.status).toBe(200);
  });
});

describe("no stream", () => {
  test("without a session, for an ended session, or from another origin", async () => {
    const app = install();
    const { browser } = await signInBrowser(app);
    expect((await listen(new TestBrowser())).response.status).toBe(401);
    const foreign = await new Listener().open(browser, { "sec-fetch-site": "cross-site" });
    expect(foreign.response.status).toBe(403);
    app.pass(40 * DAY);
    expect((await listen(browser)).response.status).toBe(401);
  });

  test("for another method, nor for HEAD, which leaves nothing open", async () => {
    const app = install();
    const { browser } = await signInBrowser(app);
    const posted = await browser.post(events, "/api/session/events");
    expect(posted).toMatchObject({ status: 405 });
    expect(posted.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    for (let count = 0; count < 5; count += 1) {
      expect((await browser.send(events, "HEAD", "/api/session/events")).status).toBe(200);
    }
  });

  test("for the fifth stream of one session", async () => {
    const app = install();
    const { browser } = await signInBrowser(app);
    const listeners = [];
    for (let count = 0; count < 5; count += 1) listeners.push(await listen(browser));
    expect(listeners.map(({ response }) => response.status)).toEqual([200, 200, 200, 200, 429]);
    expect(listeners[4]?.response.headers.get("retry-after")).toBe("15");
  });
});
