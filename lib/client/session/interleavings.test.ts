import fc from "fast-check";
import { expect, test } from "vitest";
import { FakeBrowser } from "@/lib/client/fakes/fake-browser";
import { errorResponse, type FakeRequest, json } from "@/lib/client/fakes/fake-server";
import { AuthError } from "@/lib/client/http/auth-error";

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
            if (server.endReason) return errorResponse("session_revoked", 401, { reason: server.endReason });
            if (kind === "granted") return json(server.issue());
            if (kind === "superseded") return errorResponse("superseded", 409);
            if (kind === "refused beside a sign-in") browser.epoch = `epoch-beside-${index}`;
            else server.endReason = "user";
            return errorResponse("session_revoked", 401, { reason: "user" });
          });
        }
        const answer = server.answer.bind(server);
        let running = 0;
        let most = 0;
        server.answer = async (call: FakeRequest) => {
          if (call.path === REFRESH) most = Math.max(most, ++running);
          try {
            await scheduler.schedule(Promise.resolve(), `${call.tab} sends ${call.path}`);
            return await scheduler.schedule(answer(call), `${call.tab} gets the answer of ${call.path}`);
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

const happening = fc.constantFrom(
  "expire",
  "revoke",
  "relogin",
  "give up",
  "sleep",
  "wake",
  "offline",
  "online",
);

test("whatever happens to a browser whose pages wait, no refresh runs beside another, every call ends, an end is told once, and no token is left of a session that is over", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ what: happening, tab: fc.nat(2), pause: fc.nat(20_000) }), { maxLength: 12 }),
      fc.array(fc.nat(2), { minLength: 1, maxLength: 6 }),
      async (happenings, callers) => {
        const browser = new FakeBrowser();
        const { server, clock } = browser;
        const initial = server.snapshot();
        const tabs = [0, 1, 2].map(() => browser.openTab({ initial, relogin: "in-place" }));
        let sessions = 1;
        let running = 0;
        let most = 0;
        const answer = server.answer.bind(server);
        server.answer = async (call: FakeRequest) => {
          if (call.path === "/api/auth/login") browser.epoch = `epoch-${++sessions}`;
          if (call.path !== REFRESH) return answer(call);
          most = Math.max(most, ++running);
          await new Promise<void>((resolve) => clock.after(call.tab * 300, resolve));
          running--;
          return answer(call);
        };
        let open = 0;
        const end = () => void open--;
        function callAll() {
          for (const index of callers) {
            open++;
            void tabs[index]?.client.authFetch("/api/x", { method: "POST", body: "{}" }).then(end, end);
          }
        }
        callAll();
        for (const { what, tab: index, pause } of happenings) {
          const tab = tabs[index];
          if (what === "expire") server.expireTokens();
          else if (what === "revoke") server.endReason = "user";
          else if (what === "relogin") void tab?.client.relogin("correct horse").catch(noop);
          else if (what === "give up") tab?.client.abandonRelogin();
          else if (what === "sleep") browser.sleep(pause * 100);
          else if (what === "wake") tab?.wake();
          else browser.isOffline = what === "offline";
          await clock.advance(pause);
        }
        callAll();
        browser.isOffline = false;
        server.endReason = "admin";
        server.expireTokens();
        await clock.advance(90_000);
        for (const tab of tabs) void tab.client.checkSession().catch(noop);
        callAll();
        await clock.advance(1_000);
        for (const tab of tabs) tab.client.abandonRelogin();
        await clock.advance(90_000);

        expect(open).toBe(0);
        expect(most).toBeLessThanOrEqual(1);
        for (const { client, ends, env, visited } of tabs) {
          expect(ends.length).toBeLessThanOrEqual(sessions);
          expect(client.state.get()).toMatchObject({
            status: "signed-out",
            user: null,
            session: null,
            sessionEnd: null,
          });
          await expect(client.getAccessToken()).rejects.toBeInstanceOf(AuthError);
          expect(await env.tokenCache.find(`${browser.epoch} u-ada`)).toBeNull();
          expect(visited).toEqual([]);
        }
      },
    ),
    { numRuns: 60 },
  );
});

function noop(): void {}
