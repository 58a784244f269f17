/**
 * The commands that the property test runs in random order: browsers, an attacker, replays, revocations and the passing
 * of time.
 */
import type fc from "fast-check";
import { expect } from "vitest";
import { authorizePageToken } from "./bearer";
import { isFailure } from "./failure";
import { callApi, checkInvariants, present } from "./refresh-invariants.fixture";
import {
  type ExpectedState,
  isOver,
  mustNotBeLost,
  rollbacks,
  type SessionHistory,
} from "./testing/expected-state";
import type { InMemoryServer } from "./testing/in-memory-server";

type Act = (expected: ExpectedState, server: InMemoryServer) => void;

/** A command: its name in a counterexample, and its effect. The invariants are checked after each. */
function command(name: string, act: Act): fc.Command<ExpectedState, InMemoryServer> {
  return {
    check: () => true,
    run(expected, server) {
      act(expected, server);
      checkInvariants(expected, server);
    },
    toString: () => name,
  };
}

/** The first browser cannot keep a key. */
const keyOf = (n: number) => (n === 0 ? null : `key of ${n}`);

export const ownerSignsIn = (n: number, rememberMe: boolean) =>
  command(`${n} signs in${rememberMe ? ", remembered" : ""}`, (expected, server) => {
    const { userId } = expected.browser(n);
    const boundKey = keyOf(n);
    const signedIn = server.signIn(userId, { browserId: `browser ${n}`, rememberMe, boundKey });
    expected.begin(n, server, signedIn, rememberMe, boundKey);
  });

export const ownerRefreshes = (n: number, lost: boolean, how: "refresh" | "password" = "refresh") =>
  command(`${n}: ${how}${lost ? ", answer lost" : ""}`, (expected, server) => {
    const browser = expected.browser(n);
    if (!browser.history) return;
    const proof = server.proofBy(keyOf(n) ?? "");
    const { token, history, mayGoOn } = present(expected, server, browser.jar, how, proof);
    if (token === null) {
      // Only an attacker or a replay can prevent an owner from continuing.
      expect(mayGoOn && !history.attacked).toBe(false);
      return;
    }
    if (how === "password") history.barrier = history.tokens.length - 1;
    // The second late answer in a row arrives: losing it as well is the known exception.
    if (lost && !mustNotBeLost(history)) return;
    const { jar, past } = browser;
    Object.assign(browser, {
      jar: token,
      access: expected.trace(token).generation,
      past: [...past, { jar, at: server.now }].slice(-4),
    });
  });

export const ownerCrashes = (n: number) =>
  command(`${n} crashes`, (expected, server) => {
    const browser = expected.browser(n);
    const [oldest = browser.jar] = rollbacks(browser, server.now);
    Object.assign(browser, { jar: oldest, access: null, past: [] });
  });

export const ownerCallsApi = (n: number) =>
  command(`${n} calls the API`, (expected, server) => {
    const { history, access } = expected.browser(n);
    if (history && access !== null) callApi(server, history, access);
  });

export const ownerReportsActivity = (n: number, idleFor: number) =>
  command(`${n} reports activity ${idleFor} ms ago`, (expected, server) => {
    const { history } = expected.browser(n);
    if (!history) return;
    const outcome = server.report(history.id, idleFor);
    const over = history.ended !== null || isOver(history, server.now);
    expect(isFailure(outcome)).toBe(over);
    if (!over)
      history.lastPresenceAt = Math.max(history.lastPresenceAt, Math.min(server.now, server.now - idleFor));
  });

export const ownerOpensPage = (n: number) =>
  command(`${n} opens a page`, (expected, server) => {
    const { history, jar } = expected.browser(n);
    if (!history || history.attacked) return;
    const refused = authorizePageToken(
      server.row(jar),
      server.session(history.id),
      server.now,
      server.policy,
    );
    const over = history.ended !== null || isOver(history, server.now);
    const barred = expected.trace(jar).generation < history.barrier;
    expect(refused === null).toBe(!over && !barred);
  });

export const attackerCopies = (n: number) =>
  command(`an attacker copies the jar of ${n}`, (expected) => {
    const { history, jar } = expected.browser(n);
    if (history) expected.attacker = { history, token: jar, access: null };
  });

/** An attacker without the key can only end a session that is bound to it, by a token that was reused. */
function attack(expected: ExpectedState, server: InMemoryServer, token: string, history: SessionHistory) {
  const presented = present(expected, server, token, "refresh", server.proofBy("key of the attacker"));
  if (history.key === null || presented.isReuse) history.attacked = true;
  return presented;
}

export const attackerRefreshes = command("the attacker refreshes", (expected, server) => {
  const { attacker } = expected;
  if (!attacker) return;
  const { token } = attack(expected, server, attacker.token, attacker.history);
  if (token) expected.attacker = { ...attacker, token, access: expected.trace(token).generation };
});

export const attackerCallsApi = command("the attacker calls the API", ({ attacker }, server) => {
  if (attacker?.access != null) callApi(server, attacker.history, attacker.access);
});

export const replay = (n: number) =>
  command(`token ${n} is replayed`, (expected, server) => {
    const all = expected.histories.flatMap((history) => history.tokens.map((one) => ({ history, ...one })));
    const one = all[n % all.length];
    if (!one) return;
    attack(expected, server, one.token, one.history);
  });

export const garbage = command("garbage is presented", (_, server) => {
  const before = structuredClone(server.store);
  expect(server.refresh("garbage").outcome).toEqual({ code: "not_authenticated" });
  expect(structuredClone(server.store)).toEqual(before);
});

export const revoke = (n: number) =>
  command(`the session of ${n} is revoked`, (expected, server) => {
    const { history } = expected.browser(n);
    if (!history) return;
    server.revoke(history.id);
    expect(server.session(history.id).endedAt).not.toBeNull();
  });

export const revokeOthers = (n: number) =>
  command(`${n} revokes all others`, (expected, server) => {
    const { history, userId } = expected.browser(n);
    server.revokeAll(userId, history?.id ?? null);
    for (const other of expected.histories) {
      if (other.userId === userId && other !== history)
        expect(server.session(other.id).endedAt).not.toBeNull();
    }
  });

export const passes = (time: number) => command(`${time} ms pass`, (_, server) => server.pass(time));
