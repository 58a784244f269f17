import fc from "fast-check";
import { expect, test } from "vitest";
import { AccountWalk, expectNoOpenCall } from "./account-walk.fixture";
import { STEPS } from "./account-walk-steps.fixture";

const step = fc.record({
  what: fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[])),
  tab: fc.nat(3),
  pauseMs: fc.constantFrom(0, 1, 300, 2_000, 12_000, 40_000),
});

test.each(["page", "in-place"] as const)(
  "in any order of switches, sign-outs and late answers in four tabs: a tab acts for and shows no other user than its own, ends only with its own account, and comes to rest as that account is (%s)",
  async (relogin) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const walk = new AccountWalk(relogin);
        for (const { what, tab, pauseMs } of steps)
          await walk.take((document) => STEPS[what](walk, document), tab, pauseMs);
        await walk.settle();
        expect(walk.found).toEqual([]);
        expect(walk.documents.map((document) => walk.faultOf(document))).toEqual([null, null, null, null]);
        await expectNoOpenCall(walk);
      }),
      { numRuns: 150 },
    );
  },
);
