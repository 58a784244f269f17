/**
 * Thousands of random histories of sessions, honest and stolen, checked against invariants.
 *
 * The oracle (`ExpectedState`) knows which browser holds which token and what happened when. It does not know the
 * refresh table.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFailure } from "./failure";
import {
  attackerCallsApi,
  attackerCopies,
  attackerRefreshes,
  garbage,
  ownerCallsApi,
  ownerCrashes,
  ownerOpensPage,
  ownerRefreshes,
  ownerReportsActivity,
  ownerSignsIn,
  passes,
  replay,
  revoke,
  revokeOthers,
} from "./refresh-commands.fixture";
import { ExpectedState } from "./testing/expected-state";
import { InMemoryServer } from "./testing/in-memory-server";
import { DAY_MS, GRACE, MINUTE_MS, SECOND_MS } from "./testing/test-records";

const n = fc.nat(2);
const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const anything = fc.oneof(
  often(
    2,
    fc.tuple(n, fc.boolean()).map((args) => ownerSignsIn(...args)),
  ),
  often(
    6,
    fc.tuple(n, fc.boolean()).map((args) => ownerRefreshes(...args)),
  ),
  often(
    1,
    fc.tuple(n, fc.boolean()).map(([who, lost]) => ownerRefreshes(who, lost, "password")),
  ),
  often(3, n.map(ownerCallsApi)),
  often(
    2,
    fc
      .tuple(n, fc.constantFrom(0, -DAY_MS, GRACE, MINUTE_MS, DAY_MS))
      .map((args) => ownerReportsActivity(...args)),
  ),
  often(1, n.map(ownerOpensPage)),
  often(1, n.map(ownerCrashes)),
  often(2, n.map(attackerCopies)),
  often(2, fc.constant(attackerRefreshes)),
  often(2, fc.constant(attackerCallsApi)),
  often(1, fc.nat(99).map(replay)),
  often(1, fc.constant(garbage)),
  often(1, n.map(revoke)),
  often(1, n.map(revokeOthers)),
  often(
    6,
    fc
      .constantFrom(SECOND_MS, GRACE - 1, GRACE, GRACE + 1, 2 * GRACE, 10 * MINUTE_MS, DAY_MS, 8 * DAY_MS)
      .map(passes),
  ),
);

/** Short enough to be reached in sixty steps. */
const LIMITS = {
  idle: 30 * MINUTE_MS,
  absolute: DAY_MS,
  rememberIdle: 9 * DAY_MS,
  rememberAbsolute: 20 * DAY_MS,
};

describe("random histories of sessions", { timeout: 60_000 }, () => {
  it.each(["family", "user"] as const)("the invariants hold (REUSE_RESPONSE=%s)", (reuseResponse) => {
    fc.assert(
      fc.property(fc.commands([anything], { maxCommands: 60, size: "max" }), (commands) => {
        const setup = () => {
          const [model, real] = [new ExpectedState(), new InMemoryServer({ reuseResponse, limits: LIMITS })];
          for (const who of [0, 1, 2]) ownerSignsIn(who, who > 0).run(model, real);
          return { model, real };
        };
        fc.modelRun(setup, commands);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a thief who reads the cookie jar after every rotation", { timeout: 60_000 }, () => {
  /** Thief and owner present the same token, `wait` milliseconds apart, round after round. */
  function race(waits: number[]) {
    const server = new InMemoryServer();
    let { id, token: jar } = server.signIn();
    const codes = waits.map((wait) => {
      const first = server.refresh(jar).token;
      server.pass(wait);
      const { outcome, token } = server.refresh(jar);
      if (isFailure(outcome)) return outcome.code;
      expect(token).toBe(first);
      jar = token ?? jar;
      return "answered";
    });
    return { codes, endedReason: server.session(id).endedReason };
  }

  it("is not detected while both always come within the grace: they look like two tabs", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: GRACE }), { maxLength: 30 }), (waits) => {
        expect(race(waits)).toEqual({ codes: waits.map(() => "answered"), endedReason: null });
      }),
    );
  });

  it("is detected at the third round in a row in which one of them comes later", () => {
    const late = fc.integer({ min: GRACE + 1, max: 5 * MINUTE_MS });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: GRACE }), { maxLength: 5 }),
        fc.tuple(late, late, late),
        (before, waits) => {
          const { codes, endedReason } = race([...before, ...waits]);
          expect(codes.at(-1)).toBe("session_revoked");
          expect(codes.slice(0, -1)).toEqual(codes.slice(0, -1).map(() => "answered"));
          expect(endedReason).toBe("reuse_detected");
        },
      ),
    );
  });
});
