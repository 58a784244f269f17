import { describe, expect, it } from "vitest";
import { decideUpdateProfile } from "@/lib/session/account/profile";
import { isFailure } from "./failure";
import { sessionsEndedBy } from "./idle-timeout";
import { idleExpiresAt } from "./session";
import { InMemoryServer } from "./testing/in-memory-server";
import { actorOf, DAY_MS, MINUTE_MS, POLICY } from "./testing/test-records";

const HOUR_MS = 60 * MINUTE_MS;
const { limits } = POLICY;

/** A remembered phone, unused for two hours, and a laptop that signs in after them. */
function twoDevices() {
  const server = new InMemoryServer();
  const phone = server.signIn("ada", { browserId: "phone", rememberMe: true });
  server.pass(2 * HOUR_MS);
  const laptop = server.signIn("ada", { browserId: "laptop" });
  return { server, phone, laptop };
}

describe("choosing an idle limit", () => {
  it("changes the limit of every living session of the user at once, and of no other user", () => {
    const { server, phone, laptop } = twoDevices();
    const stranger = server.signIn("grace");
    expect(server.setIdleTimeout(laptop.id, DAY_MS)).toMatchObject({ idleTimeout: DAY_MS });
    expect(server.session(phone.id).idleTimeout).toBe(DAY_MS);
    expect(server.session(laptop.id).idleTimeout).toBe(limits.idle); // never longer than the deployment's limit
    expect(server.session(stranger.id).idleTimeout).toBe(limits.idle);
    expect(server.store.events.at(-1)).toMatchObject({ name: "idle_timeout_changed", sessionId: laptop.id });
  });

  it("holds for sessions that begin later, up to the deployment's limit for their kind", () => {
    const { server, laptop } = twoDevices();
    server.setIdleTimeout(laptop.id, DAY_MS);
    expect(server.session(server.signIn("ada", { rememberMe: true }).id).idleTimeout).toBe(DAY_MS);
    expect(server.session(server.signIn("ada").id).idleTimeout).toBe(limits.idle);
    server.setIdleTimeout(laptop.id, 15 * MINUTE_MS);
    expect(server.session(server.signIn("ada").id).idleTimeout).toBe(15 * MINUTE_MS);
  });

  it("ends the sessions that have been idle for longer, now, as idle; exactly those that were announced", () => {
    const { server, phone, laptop } = twoDevices();
    const sessions = server.store.account("ada")?.sessions ?? [];
    const choice = { idleTimeout: HOUR_MS, sessionId: laptop.id, limits };
    expect(sessionsEndedBy(sessions, choice, server.now).map(({ id }) => id)).toEqual([phone.id]);
    server.setIdleTimeout(laptop.id, HOUR_MS);
    expect(server.session(phone.id)).toMatchObject({ endedAt: server.now, endedReason: "idle" });
    expect(server.refresh(phone.token).outcome).toMatchObject({ details: { reason: "idle" } });
    expect(server.session(laptop.id).endedAt).toBeNull();
  });

  it("never ends the session it is chosen on, where the choice counts as input", () => {
    const { server, phone, laptop } = twoDevices();
    const choice = { idleTimeout: 15 * MINUTE_MS, sessionId: phone.id, limits };
    expect(sessionsEndedBy([server.session(phone.id)], choice, server.now)).toEqual([]);
    server.setIdleTimeout(phone.id, 15 * MINUTE_MS);
    expect(server.session(phone.id)).toMatchObject({ endedAt: null, lastPresenceAt: server.now });
    expect(server.session(laptop.id).endedAt).toBeNull();
  });

  it("revives no session that had reached its limit before, however long the new limit is", () => {
    const server = new InMemoryServer();
    const old = server.signIn("ada", { browserId: "old", rememberMe: true });
    server.setIdleTimeout(old.id, HOUR_MS);
    server.pass(2 * HOUR_MS);
    const laptop = server.signIn("ada", { browserId: "laptop" });
    const limit = idleExpiresAt(server.session(old.id));
    server.setIdleTimeout(laptop.id, null);
    expect(server.session(old.id)).toMatchObject({ endedAt: limit, endedReason: "idle" });
    expect(server.refresh(old.token).outcome).toMatchObject({ code: "session_expired" });
  });

  it("null restores the deployment's limits", () => {
    const { server, phone, laptop } = twoDevices();
    server.setIdleTimeout(laptop.id, 3 * HOUR_MS);
    expect(server.setIdleTimeout(laptop.id, null)).toMatchObject({ idleTimeout: null });
    expect(server.session(phone.id).idleTimeout).toBe(limits.rememberIdle);
    expect(server.session(laptop.id).idleTimeout).toBe(limits.idle);
  });

  it.each([15 * MINUTE_MS - 1000, limits.rememberIdle + 1000])("%i ms is out of range", (idleTimeout) => {
    const { server, laptop } = twoDevices();
    const events = server.store.events.length;
    expect(server.setIdleTimeout(laptop.id, idleTimeout)).toMatchObject({ code: "invalid_request" });
    expect(server.session(laptop.id).idleTimeout).toBe(limits.idle);
    expect(server.store.events).toHaveLength(events);
  });

  it("that would end another session needs a recent sign-in; any other needs none", () => {
    const { server, phone, laptop } = twoDevices();
    server.pass(2 * HOUR_MS);
    const here = server.signIn("ada", { browserId: "here" });
    const choose = (idleTimeout: number) => server.setIdleTimeout(here.id, idleTimeout, { isRecent: false });
    const events = server.store.events.length;
    expect(choose(HOUR_MS)).toMatchObject({ code: "reauthentication_required" });
    expect(server.session(phone.id)).toMatchObject({ endedAt: null, idleTimeout: limits.rememberIdle });
    expect(server.store.events).toHaveLength(events);
    // The laptop is over by the limit that it had.
    expect(server.session(laptop.id).endedAt).toBeNull();
    expect(choose(DAY_MS)).toMatchObject({ idleTimeout: DAY_MS });
  });

  it("choosing the same limit again writes nothing", () => {
    const { server, laptop } = twoDevices();
    server.setIdleTimeout(laptop.id, DAY_MS);
    const events = server.store.events.length;
    server.setIdleTimeout(laptop.id, DAY_MS);
    expect(server.store.events).toHaveLength(events);
  });
});

it("name and idle limit change together, or neither does", () => {
  const { server, laptop } = twoDevices();
  const decide = (idleTimeout: number) => {
    const changes = { name: "Ada L.", idleTimeout };
    const command = {
      changes,
      sessionId: laptop.id,
      isRecent: true,
      limits,
      actor: actorOf("ada", laptop.id),
      usage: null,
    };
    return decideUpdateProfile(server.store.account("ada"), command, server.now, server.policy);
  };
  const refused = decide(1000);
  expect([isFailure(refused.outcome), refused.changes, refused.events]).toEqual([true, [], []]);
  server.store.commit(decide(DAY_MS));
  expect(server.store.users.get("ada")).toMatchObject({ name: "Ada L.", idleTimeout: DAY_MS });
});
