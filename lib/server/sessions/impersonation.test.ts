import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { updateProfile } from "@/lib/server/account/account";
import { actorOf } from "@/lib/server/client-info";
import { submitTicket } from "@/lib/server/sign-in/tickets";
import { granted, refusal } from "@/lib/server/testing/expectations";
import {
  GRACE,
  type Installation,
  install,
  installOn,
  MINUTE,
  requester,
  SECOND,
} from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import type { Grant } from "./grant";
import { toRefreshView } from "./grant";
import { impersonate } from "./impersonation";
import { principalOf, withAdministrator } from "./impersonation.fixture";
import { refresh } from "./refresh";
import { countSessions, listEndedSessions, listSessions, revokeSession } from "./session-list";
import { authenticateBearer, findPrincipal, recordPresence, signOut } from "./sessions";

type Scene = Awaited<ReturnType<typeof withAdministrator>>;

/** How the next request of each kind is answered: with the access token, the refresh token, and at a page. */
async function nextRequest(app: Installation, { refreshToken, session }: Grant, accessToken: string) {
  const page = await findPrincipal(refreshToken);
  return {
    bearer: refusal(await authenticateBearer(accessToken)),
    page: "reason" in page ? page.reason : "in",
    listed: (await listSessions({ userId: session.userId, currentSessionId: null })).length,
    counted: await countSessions(session.userId),
    refresh: refusal(await refresh(refreshToken, {}, requester(session.browserId))),
    row: (await app.session(session.id)).endedReason,
  };
}

const ALIVE = { bearer: "granted", page: "in", listed: 1, counted: 1, refresh: "granted", row: null };
const ENDED = {
  bearer: "session_revoked: admin",
  page: "admin",
  listed: 0,
  counted: 0,
  refresh: "session_revoked: admin",
  row: "admin",
};

describe.each(engines)("$name", (engine) => {
  test("twenty exchanges of one ticket at once open one session", async () => {
    const app = await installOn(engine);
    const { ada, makeTicket, exchange } = await withAdministrator(app);
    const ticket = await makeTicket();
    const answers = await Promise.all(Array.from({ length: 20 }, () => exchange(ticket)));
    expect(answers.map(refusal).sort()).toEqual(["granted", ...Array(19).fill("invalid_ticket")]);
    expect(await app.db.listLiving(ada.id)).toHaveLength(1);
  });

  const ENDS: [string, (scene: Scene) => Promise<unknown>][] = [
    ["signs out", ({ own, from }) => signOut([own.refreshToken], from)],
    ["loses the role", ({ grace, setRoles }) => setRoles(grace.id, ["user"])],
    ["is disabled", ({ grace, disable }) => disable(grace.id)],
  ];
  test.each(ENDS)("the administrator %s: the next request is refused", async (_, endIt) => {
    const app = await installOn(engine);
    const scene = await withAdministrator(app);
    const acting = await scene.start();
    const { accessToken } = await toRefreshView(acting);
    expect(await nextRequest(app, acting, accessToken)).toEqual(ALIVE);
    app.pass(GRACE - SECOND);
    await endIt(scene);
    expect(await nextRequest(app, acting, accessToken)).toEqual(ENDED);
    const [ended] = await listEndedSessions({ userId: scene.ada.id });
    expect(ended).toMatchObject({ id: acting.session.id, endedReason: "admin", endedBy: null });
  });

  test("it ends at the limits of the administrator's own session, and lasts as long as that is used", async () => {
    const app = await installOn(engine);
    const scene = await withAdministrator(app);
    app.pass(20 * MINUTE);
    const acting = await scene.start();
    app.pass(9 * MINUTE);
    await recordPresence(acting.session.id, 0);
    await recordPresence(scene.own.session.id, 0);
    app.pass(10 * MINUTE);
    const next = granted(await refresh(acting.refreshToken, {}, scene.from));
    await recordPresence(acting.session.id, 0);
    app.pass(20 * MINUTE - 1);
    await app.db.changeSession(acting.session.id, (_, now) => ({
      outcome: null,
      changes: [{ kind: "update-session", id: acting.session.id, set: { lastPresenceAt: now } }],
      events: [],
    }));
    expect("session" in (await findPrincipal(next.refreshToken))).toBe(true);
    app.pass(1);
    expect(await findPrincipal(next.refreshToken)).toEqual({ reason: "admin" });
    expect(await listEndedSessions({ userId: scene.ada.id })).toMatchObject([{ endedReason: "admin" }]);
  });

  test("a ticket is void once what it was made on has changed", async () => {
    const changes: ((scene: Scene) => Promise<unknown>)[] = [
      ({ grace, setRoles }) => setRoles(grace.id, ["user"]),
      ({ grace, disable }) => disable(grace.id),
      ({ own, from }) => signOut([own.refreshToken], from),
      ({ ada, disable }) => disable(ada.id),
      ({ ada, setRoles }) => setRoles(ada.id, ["user", "admin"]),
    ];
    for (const change of changes) {
      const scene = await withAdministrator(await installOn(engine));
      const ticket = await scene.makeTicket();
      await change(scene);
      expect(refusal(await scene.exchange(ticket))).toBe("invalid_ticket");
    }
  });
});

describe("a ticket", () => {
  test("is refused for oneself, another administrator, a disabled and an unknown user", async () => {
    const app = install();
    const { own, ada, grace, disable } = await withAdministrator(app);
    const edsger = await app.addUser("Edsger", { roles: ["admin"] });
    const ask = async (userId: string) =>
      refusal(await impersonate(principalOf(own), userId, "Why not", requester()));
    expect(await ask(grace.id)).toBe("forbidden");
    expect(await ask(edsger.id)).toBe("forbidden");
    expect(await ask("unknown")).toBe("not_found");
    await disable(ada.id);
    expect(await ask(ada.id)).toBe("forbidden");
  });

  test("works for a minute, in its browser alone, with the administrator's own cookie, and once", async () => {
    const app = install();
    const { makeTicket, exchange, own, from, tokenOf } = await withAdministrator(app);
    const ticket = await makeTicket();
    app.pass(MINUTE - 1);
    // None of these uses it up.
    expect(refusal(await exchange(ticket, requester()))).toBe("invalid_ticket");
    expect(refusal(await submitTicket(ticket, from, () => null))).toBe("invalid_ticket");
    const other = await app.openSession(own.user);
    expect(refusal(await submitTicket(ticket, from, () => other.refreshToken))).toBe("invalid_ticket");
    expect(refusal(await submitTicket(ticket, from, tokenOf))).toBe("granted");
    expect(refusal(await exchange(ticket))).toBe("invalid_ticket");
    const late = await makeTicket();
    app.pass(MINUTE);
    expect(refusal(await exchange(late))).toBe("invalid_ticket");
  });
});

describe("the session", () => {
  test("is the administrator's, in the row, in the token and in the log; the user gets a mail", async () => {
    const app = install();
    const { ada, grace, own, start, from } = await withAdministrator(app);
    app.pass(1);
    const { session, ...acting } = await start();
    expect(session).toMatchObject({
      ...{
        userId: ada.id,
        browserId: own.session.browserId,
        authMethods: ["impersonation"],
        rememberMe: false,
      },
      ...{ impersonatorId: grace.id, impersonatorSessionId: own.session.id, impersonatorName: "Grace" },
      ...{ ipAddress: null, userAgent: null, browser: null, idleTimeout: 15 * MINUTE },
      absoluteExpiresAt: app.now + 60 * MINUTE,
    });
    expect(await app.session(session.id)).toEqual(session);
    const { accessToken } = await toRefreshView({ session, ...acting });
    expect(JSON.parse(atob(accessToken.split(".")[1] ?? ""))).toMatchObject({
      ...{ sub: ada.id, act: { sub: grace.id }, amr: ["impersonation"] },
    });
    expect(actorOf(from, session).userId).toBe(grace.id);
    const [event] = await app.db.listEvents(ada.id, { own: 1, attempts: 0 });
    expect(event).toMatchObject({
      ...{ name: "impersonation_started", sessionId: session.id, actorUserId: grace.id },
      ...{ actorSessionId: own.session.id, ipAddress: "192.0.2.1" },
      details: { reason: "She can't see her devices" },
    });
    expect(await readMail(app, ada.email)).toMatchObject([
      { template: "impersonation", values: { name: "Ada", administrator: "Grace" } },
    ]);
  });

  test("is in the audit log as soon as the ticket is made, though it may never be used", async () => {
    const app = install();
    const { ada, grace, own, makeTicket } = await withAdministrator(app);
    await makeTicket("She asked for help");
    const events = await app.db.listEvents(ada.id, { own: 9, attempts: 0 });
    expect(events).toMatchObject([
      {
        ...{ name: "impersonation_requested", sessionId: null, details: { reason: "She asked for help" } },
        ...{ actorUserId: grace.id, actorSessionId: own.session.id, ipAddress: "192.0.2.1" },
      },
    ]);
    expect(await app.db.listEvents(grace.id, { own: 9, attempts: 0 })).toHaveLength(1);
  });

  test("stands beside the user's own one in the same browser, which stays, and so does the administrator's", async () => {
    const app = install();
    const { ada, own, start } = await withAdministrator(app);
    const theirs = await app.openSession(ada, { browserId: own.session.browserId });
    const first = await start();
    const second = await start();
    const reasonOf = async ({ session }: Grant) => (await app.session(session.id)).endedReason;
    expect(await Promise.all([theirs, own, first, second].map(reasonOf))).toEqual([
      null,
      null,
      "replaced",
      null,
    ]);
    const again = await app.openSession(ada, { browserId: own.session.browserId });
    expect(await Promise.all([theirs, second, again].map(reasonOf))).toEqual(["replaced", null, null]);
  });

  test("ends after a quarter of an hour without activity, and after an hour; the user's own choice changes neither", async () => {
    const app = install();
    const { ada, start, own, from } = await withAdministrator(app);
    const idle = await start();
    const theirs = principalOf(await app.openSession(ada));
    for (const idleTimeout of [20 * MINUTE, null])
      granted(await updateProfile(theirs, { idleTimeout }, requester()));
    app.pass(15 * MINUTE);
    expect(await findPrincipal(idle.refreshToken)).toEqual({ reason: "idle" });
    await recordPresence(own.session.id, 0);
    let acting = await start();
    for (let minutes = 0; minutes < 60; minutes += 10) {
      acting = granted(await refresh(acting.refreshToken, {}, from));
      await recordPresence(acting.session.id, 0);
      await recordPresence(own.session.id, 0);
      app.pass(10 * MINUTE);
    }
    expect(refusal(await refresh(acting.refreshToken, {}, from))).toBe("session_expired: absolute");
  });

  test("the user ends it from the devices", async () => {
    const app = install();
    const { ada, start } = await withAdministrator(app);
    const acting = await start();
    const theirs = await app.openSession(ada);
    expect(await revokeSession(principalOf(theirs), acting.session.id, requester())).toBeNull();
    expect(await findPrincipal(acting.refreshToken)).toEqual({ reason: "user" });
  });

  test("ends when its user becomes an administrator", async () => {
    const { ada, start, setRoles } = await withAdministrator(install());
    const acting = await start();
    await setRoles(ada.id, ["user", "admin"]);
    expect(await findPrincipal(acting.refreshToken)).toEqual({ reason: "admin" });
  });
});
