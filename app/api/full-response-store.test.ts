/**
 * A thief with one access token fills the user's stored responses. What the user then does to end or remove access is done
 * all the same, with an `Idempotency-Key` as the browser sends it.
 */
import { expect, test } from "vitest";
import { DAY, type Installation, install, onEveryEngine, PASSWORD } from "@/lib/server/testing/installation";
import { addPhoneApp } from "@/lib/server/testing/second-factors";
import { USER_LIMITS } from "@/lib/session/user-limits";
import type { Route, TestBrowser, TestResponse } from "@/lib/web/testing/browser";
import * as disable from "./admin/users/[id]/disable/route";
import * as sessionOf from "./admin/users/[id]/sessions/[sessionId]/route";
import * as revokeAllOf from "./admin/users/[id]/sessions/revoke-all/route";
import * as deviceLink from "./auth/device-links/[id]/route";
import * as deviceLinks from "./auth/device-links/route";
import * as passkeyOptions from "./auth/reauthenticate/options/route";
import * as reauthenticate from "./auth/reauthenticate/route";
import { fillResponseStore, keyed } from "./full-response-store.fixture";
import * as authenticator from "./me/authenticators/[id]/route";
import * as note from "./me/note/route";
import * as password from "./me/password/route";
import * as recoveryCodes from "./me/recovery-codes/route";
import * as me from "./me/route";
import * as secure from "./me/secure-account/route";
import * as device from "./sessions/[id]/route";
import * as revokeAll from "./sessions/revoke-all/route";
import { signInBrowser } from "./sessions/sessions.fixture";

const { count: PLACES } = USER_LIMITS.storedResponse;
const CHANGE = { currentPassword: PASSWORD, newPassword: "another lamp in a harbour" };

const write = (browser: TestBrowser, key: string) =>
  browser.send(note, "PUT", "/api/me/note", { json: { text: "" }, ...keyed(key) });
const signOut = (browser: TestBrowser, id: string, key: string) =>
  browser.send(device, "DELETE", `/api/sessions/${id}`, { id, ...keyed(key) });
const signOutOthers = (browser: TestBrowser, key: string) =>
  browser.post(revokeAll, "/api/sessions/revoke-all", {}, keyed(key));

onEveryEngine((installed) => {
  /** The owner and the thief, who have a session each. */
  async function stolen() {
    const app = await installed();
    return { app, owner: await signInBrowser(app, "Ada"), thief: await signInBrowser(app, "Ada") };
  }

  test("the owner ends the thief's session, and it is done again when it is sent again", async () => {
    const { app, owner, thief } = await stolen();
    await fillResponseStore(app, owner.user.id, 10);
    for (let n = 0; n < 10; n += 1) expect((await write(thief.browser, `${n}`)).status).toBe(200);
    expect(await write(owner.browser, "ordinary")).toMatchObject({
      status: 429,
      json: { error: "rate_limited" },
    });

    for (let times = 0; times < 2; times += 1)
      expect((await signOut(owner.browser, thief.id, "end")).status).toBe(204);
    expect(await app.session(thief.id)).toMatchObject({ endedReason: "user", endedAt: app.now });
    expect((await app.audit(owner.user.id)).filter((name) => name === "session_ended: user")).toHaveLength(1);
    expect((await signOutOthers(owner.browser, "others")).json).toEqual({ revoked: 0 });

    expect((await write(owner.browser, "ordinary")).status).toBe(429);
    expect(await app.db.sweepAnswers(app.now + DAY)).toBe(PLACES);
  });

  test("a response that was stored before is repeated, and its key is good for no other request", async () => {
    const { app, owner, thief } = await stolen();
    expect((await signOutOthers(owner.browser, "kept")).json).toEqual({ revoked: 1 });
    await fillResponseStore(app, owner.user.id);
    expect((await signOutOthers(owner.browser, "kept")).json).toEqual({ revoked: 1 });
    expect(await signOut(owner.browser, thief.id, "kept")).toMatchObject({
      status: 422,
      json: { error: "idempotency_key_reused" },
    });
  });
});

interface Scene {
  app: Installation;
  /** An administrator, whose places are taken. */
  owner: Awaited<ReturnType<typeof signInBrowser>>;
  thiefId: string;
  /** A user with a session. */
  other: Awaited<ReturnType<typeof signInBrowser>>;
}

async function scene(): Promise<Scene> {
  const app = install();
  const owner = await signInBrowser(app, "Ada", ["admin"]);
  const { id: thiefId } = await signInBrowser(app, "Ada");
  await signInBrowser(app, "Grace", ["admin"]); // so that Ada may leave
  return { app, owner, thiefId, other: await signInBrowser(app, "Alan") };
}

const post = (route: Route, path: string, json?: unknown) => async (from: Scene) => {
  const { browser } = from.owner;
  return () => browser.post(route, path, json, { id: from.other.user.id, ...keyed("one") });
};

/** What is asked for; how its request is made, before the places are taken; the status it has, and that of its repeat. */
const cases: [string, (from: Scene) => Promise<() => Promise<TestResponse>>, number, number][] = [
  [
    "confirm with the password",
    post(reauthenticate, "/api/auth/reauthenticate", { password: PASSWORD }),
    200,
    200,
  ],
  ["begin to confirm with a passkey", post(passkeyOptions, "/api/auth/reauthenticate/options"), 200, 200],
  ["change the password", post(password, "/api/me/password", CHANGE), 200, 401],
  [
    "report a session",
    async (from) => post(secure, "/api/me/secure-account", { ...CHANGE, sessionId: from.thiefId })(from),
    200,
    401,
  ],
  [
    "leave",
    async ({ owner }) =>
      () =>
        owner.browser.send(me, "DELETE", "/api/me", keyed("one")),
    200,
    401,
  ],
  [
    "remove a second factor",
    async ({ app, owner }) => {
      const { id } = await addPhoneApp(app, owner.user.id);
      const path = `/api/me/authenticators/${id}`;
      return () => owner.browser.send(authenticator, "DELETE", path, { id, ...keyed("one") });
    },
    204,
    404,
  ],
  [
    "void recovery codes that somebody has seen",
    async (from) => {
      await addPhoneApp(from.app, from.owner.user.id);
      return post(recoveryCodes, "/api/me/recovery-codes")(from);
    },
    200,
    200,
  ],
  [
    "call a device link off",
    async ({ owner: { browser } }) => {
      const { id } = (await browser.post(deviceLinks, "/api/auth/device-links")).json;
      return () =>
        browser.send(deviceLink, "DELETE", `/api/auth/device-links/${id}`, { id, ...keyed("one") });
    },
    204,
    204,
  ],
  ["disable a user", post(disable, "/api/admin/users/x/disable"), 200, 200],
  ["end the sessions of a user", post(revokeAllOf, "/api/admin/users/x/sessions/revoke-all"), 200, 200],
  [
    "end a session of a user",
    async ({ owner, other }) => {
      const ids = { id: other.user.id, sessionId: other.id };
      const path = `/api/admin/users/${ids.id}/sessions/${ids.sessionId}`;
      return () => owner.browser.send(sessionOf, "DELETE", path, { ...ids, ...keyed("one") });
    },
    204,
    204,
  ],
];

test.each(cases)(
  "%s: is done with a full store, and a repeat does no harm",
  async (_, prepare, first, repeat) => {
    const from = await scene();
    const send = await prepare(from);
    await fillResponseStore(from.app, from.owner.user.id);
    expect((await send()).status).toBe(first);
    const before = await from.app.audit(from.owner.user.id);
    expect((await send()).status).toBe(repeat);
    const added = (await from.app.audit(from.owner.user.id)).slice(before.length);
    const harmless = ["", "reauthenticated", "reauthentication_failed", "recovery_codes_made"];
    expect(harmless).toContain(added.join());
  },
);
