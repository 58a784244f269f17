import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { FakeProviderFrames, stubTabStorage } from "@/lib/client/browser/silent-frame.fixture";
import { type Step, step, Walk } from "./session-walk.fixture";

/** How long a blank page may stay where it is while the server can be reached. */
const PATIENCE_MS = 5_000;
/** How long it may wait for the answer to its own form before. */
const FORM_PATIENCE_MS = 10_000;

/** The tab calls while it is offline, and hears of the end when its call is answered. */
const HEARS_LATE: Step[] = [
  { what: "fail to sign out everywhere", tab: 0, pauseMs: 0 },
  { what: "offline", tab: 0, pauseMs: 2_000 },
  { what: "revoke", tab: 0, pauseMs: 70_000 },
  { what: "revoke", tab: 0, pauseMs: 70_000 },
  { what: "call", tab: 0, pauseMs: 0 },
];

/** The tab hears of the end while its own sign-out waits for a server that has been away for long. */
const SIGNS_OUT_LATE: Step[] = [
  { what: "call", tab: 0, pauseMs: 0 },
  { what: "offline", tab: 0, pauseMs: 70_000 },
  { what: "revoke", tab: 0, pauseMs: 70_000 },
  { what: "fail to sign out everywhere", tab: 1, pauseMs: 0 },
  { what: "sign out elsewhere", tab: 1, pauseMs: 0 },
];

/** The tab asks who is signed in before its sign-out, which was made offline, has reached the server. */
const SIGNED_OUT_OFFLINE: Step[] = [
  { what: "offline", tab: 0, pauseMs: 0 },
  { what: "sign out here", tab: 0, pauseMs: 0 },
  { what: "online", tab: 0, pauseMs: 0 },
  { what: "check", tab: 0, pauseMs: 0 },
];

/** The user posts a form that leaves the page, and the browser stays: the user stopped it, or the answer was no page. */
const STAYED: Step[] = [
  { what: "post a form in vain", tab: 0, pauseMs: 0 },
  { what: "sign out here", tab: 0, pauseMs: 0 },
];

/** The tab takes its session for ended while it cannot ask. Then it can, and hears that the session lives. */
const TOOK_FOR_ENDED: Step[] = [
  { what: "offline", tab: 0, pauseMs: 0 },
  { what: "forged end", tab: 1, pauseMs: 0 },
  { what: "online", tab: 0, pauseMs: 0 },
  { what: "check", tab: 1, pauseMs: 0 },
];

test.each([
  ["page", "pwd"],
  ["in-place", "pwd"],
  ["page", "oidc"],
  ["in-place", "oidc"],
] as const)(
  "in any order of signals in three tabs: nothing private is shown unconfirmed, every call ends, an end is told once and last, a blank page leads somewhere, a tab asks the provider once for each session (%s, %s)",
  async (relogin, authMethod) => {
    new FakeProviderFrames();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        stubTabStorage();
        const walk = new Walk(relogin, authMethod);
        const { browser, tabs } = walk;
        for (const next of steps) await walk.take(next);
        expect(walk.found).toEqual([]);

        browser.isOffline = false;
        for (const [index, tab] of tabs.entries()) if (walk.stored[index]) tab.restoreFromBfcache();
        const hasPosted = steps.some(({ what }) => what === "post a form in vain");
        await browser.clock.advance(PATIENCE_MS + (hasPosted ? FORM_PATIENCE_MS : 0));
        expect([0, 1, 2].filter((index) => walk.isAtDeadEnd(index))).toEqual([]);
        for (const { ends } of tabs) expect(ends.length).toBeLessThanOrEqual(walk.sessions);

        expect(Math.max(0, ...walk.renewals.values())).toBeLessThanOrEqual(authMethod === "oidc" ? 3 : 0);

        // A tab that was offline may hear of the end only after its user has given up once: then the user does so again.
        for (const _ of ["known by now", "heard of since"]) {
          await vi.dynamicImportSettled();
          for (const tab of tabs) tab.client.abandonRelogin();
          await browser.clock.advance(90_000);
        }
        expect(walk.openCalls).toBe(0);
        for (const [index, { client, ends }] of tabs.entries()) {
          if (ends.length > (walk.endsBeforeSignIn[index] ?? 0)) expect(client.state.get().user).toBeNull();
        }
      }),
      {
        numRuns: 150,
        examples: [[HEARS_LATE], [SIGNS_OUT_LATE], [SIGNED_OUT_OFFLINE], [STAYED], [TOOK_FOR_ENDED]],
      },
    );
  },
);
