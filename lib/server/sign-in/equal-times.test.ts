/**
 * An answer takes as long for a known address as for an unknown or a disabled one (OWASP ASVS 5.0, 6.3.8). That they do the
 * same work tells `equal-statements.test.ts`; here the time itself is compared, over samples that take turns, so that other
 * work on the machine meets all addresses alike.
 */
import { performance } from "node:perf_hooks";
import { expect, test, vi } from "vitest";
import { requestPasswordReset } from "@/lib/server/account/password-reset";
import type { ClientInfo } from "@/lib/server/client-info";
import { sweep } from "@/lib/server/sweeper";
import { DAY, install, requester } from "@/lib/server/testing/installation";
import { sendEmailCode } from "./attempt-steps";
import { begin } from "./attempts.fixture";
import { signIn } from "./sign-in";

/** The hash takes ten times as long as everything else, and would hide its differences: here it is counted. */
const hashes = vi.hoisted(() => ({ count: 0 }));
vi.mock("@node-rs/argon2", async (original) => ({
  ...(await original<object>()),
  verify: async () => {
    hashes.count += 1;
    return false;
  },
}));

const SAMPLES = 200;
const WARM_UP = 20;
/**
 * How far the chance that one address takes longer than the other may be from one half. Its standard deviation is 0.029 for
 * equal times; reading the row of an account that is there adds about 0.05. A sign-in that records no failure is beyond it.
 */
const TOLERANCE = 0.2;

const KNOWN = "ada@example.com";
const UNKNOWN = "nix@example.com";
const DISABLED = "off@example.com";
const ADDRESSES = [KNOWN, UNKNOWN, DISABLED] as const;

/** What a stranger waits for. What comes before the returned function is not measured. */
const REQUESTS: Record<string, (email: string, from: ClientInfo) => Promise<() => Promise<unknown>>> = {
  "a wrong password": async (email, from) => () =>
    signIn({ email, password: "a wrong one", rememberMe: false }, from),
  "a code by e-mail": async (email, from) => {
    const id = await begin(from, email);
    return () => sendEmailCode(id, from);
  },
  "a forgotten password": async (email, from) => () => requestPasswordReset(email, from),
};

test.each(Object.entries(REQUESTS))("%s: 200 samples each", async (_, request) => {
  const app = install();
  await app.addUser("Ada");
  const off = await app.addUser("Off");
  await app.db.changeAccount({ id: off.id }, (_, now) => ({
    outcome: null,
    changes: [{ kind: "update-user", id: off.id, set: { disabledAt: now } }],
    events: [],
  }));
  const times = new Map<string, number[]>(ADDRESSES.map((email) => [email, []]));
  hashes.count = 0;
  for (let round = -WARM_UP; round < SAMPLES; round += 1) {
    await sweep();
    // Each address comes first as often as the others, and no limit is reached.
    for (let turn = 0; turn < ADDRESSES.length; turn += 1) {
      const email: string = ADDRESSES.at((round + turn) % ADDRESSES.length) ?? UNKNOWN;
      app.pass(DAY);
      const send = await request(email, requester());
      const startedAt = performance.now();
      await send();
      if (round >= 0) times.get(email)?.push(performance.now() - startedAt);
    }
  }
  // Every address, or none.
  expect(hashes.count % ((WARM_UP + SAMPLES) * ADDRESSES.length)).toBe(0);
  for (const email of [KNOWN, DISABLED]) {
    const chance = chanceOfLonger(times.get(email) ?? [], times.get(UNKNOWN) ?? []);
    expect(Math.abs(chance - 0.5), email).toBeLessThan(TOLERANCE);
  }
});

/** @returns the chance that a sample of the first takes longer than one of the second: the rank statistic of Mann and Whitney */
function chanceOfLonger(one: number[], other: number[]): number {
  const longer = one.reduce(
    (sum, time) =>
      sum + other.filter((each) => each < time).length + other.filter((each) => each === time).length / 2,
    0,
  );
  return longer / (one.length * other.length);
}
