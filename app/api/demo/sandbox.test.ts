import { describe, expect, test } from "vitest";
import { signInBrowser } from "@/app/api/sessions/sessions.fixture";
import { sweepSandboxUsers } from "@/lib/server/demo/sandbox-users";
import { addressKey } from "@/lib/server/rate-limit";
import { overrideSingleton } from "@/lib/server/singleton";
import { HOUR, type Installation, install, MINUTE } from "@/lib/server/testing/installation";
import { MAX_SANDBOXES } from "@/lib/web/demo/sandbox";
import type { RouteOptions } from "@/lib/web/simulated-browser/handler-browser";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as adminRoles from "../admin/users/[id]/roles/route";
import * as adminUsers from "../admin/users/route";
import * as email from "../me/email/route";
import * as me from "../me/route";
import * as organizations from "../organizations/route";
import * as relay from "./sandbox/[device]/[...path]/route";
import * as sandbox from "./sandbox/route";

const demo = (settings: Record<string, string> = {}) => install({ DEMO: "on", ...settings });

async function open(visitor = new TestBrowser()) {
  const answer = await visitor.post(sandbox, "/api/demo/sandbox");
  return { visitor, answer };
}

type Call = RouteOptions & { method?: string };

/** Calls the API as the page does for one of its devices. */
function call(visitor: TestBrowser, device: string, path: string, { method = "GET", ...options }: Call = {}) {
  return visitor.send(relay, method, `/api/demo/sandbox/${device}${path}`, { bearer: null, ...options });
}

async function tokenOf(visitor: TestBrowser, device: string): Promise<string> {
  const { status, json } = await call(visitor, device, "/api/auth/refresh", { method: "POST" });
  expect(status).toBe(200);
  // The test's own browser keeps every access token it sees; here each device has its own.
  visitor.accessToken = null;
  return json.accessToken;
}

async function sessionsOf(visitor: TestBrowser, device: string) {
  const bearer = await tokenOf(visitor, device);
  const { json } = await call(visitor, device, "/api/sessions", { bearer });
  return {
    bearer,
    sessions: json.sessions as { id: string; current: boolean; os: string; browser: string }[],
  };
}

/** @returns how many rows each table with a user's data has for throw-away users */
async function leftOf(app: Installation) {
  const users = await app.db.deleteSandboxUsers(0);
  return users.length;
}

describe("the sandbox of a visitor", () => {
  test("is a throw-away user who is signed in on a laptop and a phone, each with its own cookies", async () => {
    demo();
    const { visitor, answer } = await open();
    expect(answer).toMatchObject({ status: 200, json: { expiresIn: 1800 } });
    const { sessions } = await sessionsOf(visitor, "laptop");
    expect(sessions.map(({ browser, os, current }) => [browser, os, current])).toEqual([
      ["Chrome", "macOS", true],
      ["Safari", "iOS", false],
    ]);
    const phone = await call(visitor, "phone", "/api/session");
    expect(phone.json).toMatchObject({ authenticated: true, session: { os: "iOS", current: true } });
    expect(phone.json.session.absoluteExpiresAt).toBe("2030-01-01T00:30:00.000Z");
  });

  test("signing the phone out from the laptop ends it, and the phone is told who did it and from where", async () => {
    const app = demo();
    const { visitor } = await open();
    const { bearer, sessions } = await sessionsOf(visitor, "laptop");
    const phone = sessions.find(({ current }) => !current);
    app.pass(MINUTE);
    const ended = await call(visitor, "laptop", `/api/sessions/${phone?.id}`, { method: "DELETE", bearer });
    expect(ended.status).toBe(204);
    const told = await call(visitor, "phone", "/api/session");
    expect(told.json).toMatchObject({
      authenticated: false,
      end: { reason: "user", at: "2030-01-01T00:01:00.000Z" },
    });
    expect(JSON.stringify(told.json.end)).toContain("Chrome on macOS");
    // Opened again, the same sandbox signs in what is signed out, and leaves the other device alone.
    await open(visitor);
    expect((await call(visitor, "phone", "/api/session")).json.authenticated).toBe(true);
    expect((await sessionsOf(visitor, "laptop")).sessions.map(({ id }) => id)).toContain(
      sessions.find(({ current }) => current)?.id,
    );
  });

  test("a device is signed in again before its sign-in is too old to end another one", async () => {
    const app = demo();
    const { visitor } = await open();
    app.pass(14 * MINUTE);
    await open(visitor);
    app.pass(5 * MINUTE);
    const { bearer, sessions } = await sessionsOf(visitor, "laptop");
    const other = sessions.find(({ current }) => !current)?.id;
    const ended = await call(visitor, "laptop", `/api/sessions/${other}`, { method: "DELETE", bearer });
    expect(ended.status).toBe(204);
  });

  test("exists also where every session of a user has to be bound to a key", async () => {
    demo({ DEVICE_BINDING: "required" });
    const { visitor, answer } = await open();
    expect(answer.status).toBe(200);
    expect((await call(visitor, "phone", "/api/session")).json).toMatchObject({ authenticated: true });
  });

  test("its cookies stay on the server: the visitor gets one of the sandbox, and no other", async () => {
    demo();
    const { visitor, answer } = await open();
    expect(visitor.jar.list().map(({ name, httpOnly }) => [name, httpOnly])).toEqual([
      ["latchkey_sandbox", true],
    ]);
    expect(answer.text).not.toContain(visitor.jar.find("latchkey_sandbox")?.value);
    const { status, setCookies, headers } = await call(visitor, "phone", "/api/auth/refresh", {
      method: "POST",
    });
    expect({ status, setCookies }).toEqual({ status: 200, setCookies: [] });
    expect([...headers.keys()].sort()).toEqual([
      "cache-control",
      "content-type",
      "x-request-id",
      "x-sandbox-epoch",
    ]);
  });

  test("the visitor's own session takes no part in it", async () => {
    const app = demo();
    const ada = await signInBrowser(app, "Ada");
    await open(ada.browser);
    const { sessions } = await sessionsOf(ada.browser, "laptop");
    expect(sessions).toHaveLength(2);
    await call(ada.browser, "laptop", "/api/auth/logout", { method: "POST" });
    expect(await ada.why()).toBeUndefined();
  });
});

describe("what a throw-away user cannot do", () => {
  test("another visitor sees and reaches nothing of it", async () => {
    demo();
    const one = await open();
    const other = await open();
    const { sessions } = await sessionsOf(one.visitor, "laptop");
    const bearer = await tokenOf(other.visitor, "laptop");
    const listed = await call(other.visitor, "laptop", "/api/sessions", { bearer });
    for (const { id } of sessions) {
      expect(listed.text).not.toContain(id);
      const path = `/api/sessions/${id}`;
      expect((await call(other.visitor, "laptop", path, { method: "DELETE", bearer })).status).toBe(404);
    }
    expect((await call(new TestBrowser(), "laptop", "/api/session")).status).toBe(404);
    expect((await call(one.visitor, "phone", "/api/session")).json.authenticated).toBe(true);
  });

  test("the relay reaches the handlers of its table, by their methods, and nothing else", async () => {
    demo();
    const { visitor } = await open();
    const bearer = await tokenOf(visitor, "laptop");
    const refused: [string, string][] = [
      ["POST", "/api/me/password"],
      ["PATCH", "/api/me"],
      ["POST", "/api/me/email"],
      ["POST", "/api/organizations"],
      ["POST", "/api/auth/login"],
      ["GET", "/api/admin/users"],
      ["GET", "/api/demo/outbox"],
      ["POST", "/api/demo/sandbox"],
      ["GET", "/api/demo/sandbox/laptop/api/session"],
      ["GET", "/api/session/../me/note"],
      ["GET", "/api/session%2f..%2fme"],
      ["GET", "//example.com/api/session"],
      ["GET", "/api/session@example.com"],
      ["GET", "/dashboard"],
      ["GET", "/api/sessions/toString/constructor"],
      ["DELETE", "/api/session"],
    ];
    for (const [method, path] of refused) {
      const answer = await call(visitor, "laptop", path, {
        method,
        bearer,
        ...(method === "GET" ? {} : { json: {} }),
      });
      expect([method, path, answer.status]).toEqual([method, path, 404]);
    }
    for (const device of ["tablet", "constructor", "__proto__"])
      expect((await call(visitor, device, "/api/session")).status).toBe(404);
  });

  test("its access token is refused outside the relay", async () => {
    demo();
    const { visitor } = await open();
    const bearer = await tokenOf(visitor, "laptop");
    const outside = new TestBrowser();
    expect((await outside.get(me, "/api/me", { bearer })).status).toBe(403);
    expect((await outside.post(email, "/api/me/email", { email: "a@example.com" }, { bearer })).status).toBe(
      403,
    );
    expect((await outside.get(organizations, "/api/organizations", { bearer })).status).toBe(403);
    const relayed = await call(visitor, "laptop", "/api/me", { bearer });
    expect(relayed).toMatchObject({ status: 200, json: { name: "Guest", roles: ["user"] } });
  });

  test("an administrator does not find it, and gives it no role", async () => {
    const app = demo();
    const { visitor } = await open();
    const { json } = await call(visitor, "laptop", "/api/session");
    const grace = await signInBrowser(app, "Grace", ["admin"]);
    const list = await grace.browser.get(adminUsers, "/api/admin/users");
    expect(list.json).toMatchObject({ total: 1, users: [{ name: "Grace" }] });
    const given = await grace.browser.send(adminRoles, "PUT", "/api/admin/x", {
      id: json.user.id,
      json: { roles: ["user", "admin"] },
    });
    expect(given.status).toBe(403);
    const filter = { name: null, user: "", from: null, until: null };
    const found = await app.db.searchEvents(filter, null, 100);
    expect(found.filter(({ event }) => event.userId === json.user.id)).toEqual([]);
  });

  test("other sites cannot make one, and cannot call through one", async () => {
    demo();
    const { visitor } = await open();
    const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    expect((await visitor.post(sandbox, "/api/demo/sandbox", undefined, { headers })).status).toBe(403);
    for (const method of ["GET", "POST"])
      expect((await call(visitor, "phone", "/api/session", { method, headers })).status).toBe(403);
  });

  test("without DEMO there is none", async () => {
    const app = demo();
    const { visitor } = await open();
    overrideSingleton("config", { ...app.config, demo: false });
    expect((await call(visitor, "laptop", "/api/session")).status).toBe(404);
    app.restart({ DEMO: "off" });
    expect((await open(visitor)).answer.status).toBe(404);
    expect((await open()).answer.status).toBe(404);
    expect((await call(visitor, "laptop", "/api/session")).status).toBe(404);
  });
});

describe("how many there are", () => {
  test("200 at once; the next visitor waits for the first to end, and all are swept with what they made", async () => {
    const app = demo({ RATE_LIMIT: "off" });
    const opened = await Promise.all(Array.from({ length: MAX_SANDBOXES + 1 }, () => open()));
    const statuses = opened.map(({ answer }) => answer.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(MAX_SANDBOXES);
    const late = opened.find(({ answer }) => answer.status !== 200);
    expect(late?.answer).toMatchObject({ status: 503, json: { error: "unavailable" } });
    expect(late?.answer.headers.get("retry-after")).toBe("1800");
    await sweepSandboxUsers();
    const first = opened.find(({ answer }) => answer.status === 200)?.visitor ?? new TestBrowser();
    expect((await call(first, "laptop", "/api/session")).json.authenticated).toBe(true);
    const user = (await call(first, "laptop", "/api/session")).json.user.id;
    expect(await app.audit(user)).not.toEqual([]);

    app.pass(30 * MINUTE);
    expect((await call(first, "laptop", "/api/session")).status).toBe(404);
    await sweepSandboxUsers();
    expect(await app.db.findUser(user)).toBeNull();
    expect(await app.audit(user)).toEqual([]);
    expect(await leftOf(app)).toBe(0);
    expect((await open(late?.visitor)).answer.status).toBe(200);
  }, 60_000);

  test("30 an hour from one address; opening one's own again counts for nothing", async () => {
    const app = demo();
    const { visitor } = await open();
    for (let more = 1; more < 30; more += 1) expect((await open()).answer.status).toBe(200);
    const refused = await open();
    expect(refused.answer).toMatchObject({ status: 429, json: { error: "rate_limited" } });
    expect((await open(visitor)).answer.status).toBe(200);
    expect(addressKey("192.0.2.1")).toBe("192.0.2.1");
    app.pass(HOUR);
    expect((await open()).answer.status).toBe(200);
  });
});
