import fc from "fast-check";
import { expect, test } from "vitest";
import { AuthError } from "./auth-error";
import { type Call, FakeBrowser, json, refusal } from "./fake-browser";

const REFRESH = "/api/auth/refresh";
const outcome = fc.constantFrom("granted", "superseded", "refused", "refused beside a sign-in");

test("in whatever order answers come, every call ends, and no refresh runs beside another", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(outcome, { maxLength: 4 }),
      fc.array(fc.nat(2), { minLength: 1, maxLength: 8 }),
      fc.nat(2),
      async (scheduler, outcomes, callers, expiries) => {
        const browser = new FakeBrowser();
        const { server } = browser;
        const tabs = [browser.openTab(), browser.openTab(), browser.openTab({ hasWorker: false })];
        for (const [index, kind] of outcomes.entries()) {
          server.next(REFRESH, () => {
            if (server.over) return refusal("session_revoked", 401, { reason: server.over });
            if (kind === "granted") return json(server.issue());
            if (kind === "superseded") return refusal("superseded", 409);
            if (kind === "refused beside a sign-in") browser.epoch = `epoch-beside-${index}`;
            else server.over = "user";
            return refusal("session_revoked", 401, { reason: "user" });
          });
        }
        const answer = server.answer.bind(server);
        let running = 0;
        let most = 0;
        server.answer = async (call: Call) => {
          if (call.path === REFRESH) most = Math.max(most, ++running);
          try {
            await scheduler.schedule(Promise.resolve(), `${call.tab} sends ${call.path}`);
            return await scheduler.schedule(answer(call), `${call.tab} hears of ${call.path}`);
          } finally {
            if (call.path === REFRESH) running--;
          }
        };
        for (let count = 0; count < expiries; count++) {
          void scheduler.schedule(Promise.resolve(), "tokens expire").then(() => server.expireTokens());
        }
        const calls = callers.map((tab, index) => tabs[tab]?.client.authFetch(`/api/things/${index}`));
        const results = await scheduler.waitFor(Promise.allSettled(calls));
        await scheduler.waitIdle();
        await browser.clock.advance(1);

        expect(most).toBeLessThanOrEqual(1);
        for (const [index, result] of results.entries()) {
          if (result.status === "fulfilled") expect(result.value?.status).toBe(200);
          else expect(result.reason).toBeInstanceOf(AuthError);
          expect(server.count(`/api/things/${index}`)).toBeLessThanOrEqual(2);
        }
        for (const { client, ends, visited } of tabs) {
          const { status, user } = client.state.get();
          expect(ends.length + visited.length).toBe(status === "signed-out" ? 1 : 0);
          expect(user === null).toBe(status === "signed-out");
        }
      },
    ),
    { numRuns: 300 },
  );
});
