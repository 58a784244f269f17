/**
 * Four tabs, two of each account of a browser: a switch, a sign-out and an expiry in every order, each in every one of the
 * tabs, at once and one after the other.
 */
import { describe, expect, test } from "vitest";
import { AccountWalk, expectNoOpenCall } from "./account-walk.fixture";
import { STEPS } from "./account-walk-steps.fixture";

type Step = keyof typeof STEPS;

const SWITCH = "switch to the other";
const SIGN_OUT = "sign out its own";
const EXPIRY = "its own expires";
const ORDERS: [Step, Step, Step][] = [
  [SWITCH, SIGN_OUT, EXPIRY],
  [SWITCH, EXPIRY, SIGN_OUT],
  [SIGN_OUT, SWITCH, EXPIRY],
  [SIGN_OUT, EXPIRY, SWITCH],
  [EXPIRY, SWITCH, SIGN_OUT],
  [EXPIRY, SIGN_OUT, SWITCH],
];
const TABS = [0, 1, 2, 3];
/** The first two tabs are alike at first, so the first step needs only one of them. */
const FIRST_TABS = [0, 2, 3];
const LATER_TABS = TABS.flatMap((one) => TABS.map((two) => [one, two]));
const CASES = ORDERS.flatMap((steps) => FIRST_TABS.map((first) => [...steps, first] as const));
/** Time between two steps: none at all, and enough for everything. */
const PAUSES_MS = [0, 40_000];

/** The first two tabs are of the account that is not active: they offer both. */
async function openTabs(relogin: "page" | "in-place"): Promise<AccountWalk> {
  const walk = new AccountWalk(relogin);
  await walk.take((document) => STEPS[SWITCH](walk, document), 2, 15_000);
  walk.reload(3);
  const owners = walk.documents.map(({ owner }) => owner?.name);
  expect(owners).toEqual(["Ada", "Ada", "Bob", "Bob"]);
  expect(walk.documents.map((document) => walk.faultOf(document))).toEqual([null, null, null, null]);
  return walk;
}

describe.each(["page", "in-place"] as const)(
  "%s: no tab acts for or shows another account than its own",
  (relogin) => {
    test.each(CASES)("%s, %s, %s, the first in tab %i", async (...[one, two, three, first]) => {
      for (const pauseMs of PAUSES_MS)
        for (const later of LATER_TABS) {
          const walk = await openTabs(relogin);
          const places = [first, ...later];
          for (const [at, step] of [one, two, three].entries())
            await walk.take((document) => STEPS[step](walk, document), places[at] ?? 0, pauseMs);
          await walk.settle();
          const where = `in tabs ${places}, ${pauseMs} ms apart`;
          expect([where, ...walk.found]).toEqual([where]);
          const faults = walk.documents.map((document) => walk.faultOf(document));
          expect([where, ...faults]).toEqual([where, null, null, null, null]);
          await expectNoOpenCall(walk);
        }
    });
  },
);
