/**
 * Concurrent requests. The rules run in transactions, so the first one decides a race. These tests run many requests
 * in many orders, and check that nothing works after the server has said that it ended.
 */
import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { engines, sqlite } from "@/db/testing/engines";
import { setDisabled } from "@/lib/server/admin/admin";
import type { Grant } from "@/lib/server/sessions/grant";
import { refresh, rotateByToken } from "@/lib/server/sessions/refresh";
import { revokeSession, revokeSessions } from "@/lib/server/sessions/session-list";
import { authenticateBearer, findPrincipal, signOut } from "@/lib/server/sessions/sessions";
import { signUp } from "@/lib/server/sign-in/sign-in";
import { issueAccessToken } from "@/lib/server/tokens/access-token";
import { decidePasswordChange } from "@/lib/session/account/password-change";
import type { UserRecord } from "@/lib/session/session";
import { actorOf } from "./client-info";
import { isUnavailable } from "./errors";
import { granted, refusal } from "./testing/expectations";
import { type Installation, installOn, PASSWORD, requester } from "./testing/installation";
import { raceRounds, raceTimeoutMs } from "./testing/race-rounds";

const from = requester();
const renew = (token: string) => refresh(token, {}, from);

/** As the browser does: a server that has no connection free in time is asked again. */
async function renewUntilAnswered(token: string): ReturnType<typeof renew> {
  for (;;) {
    try {
      return await renew(token);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    }
  }
}

/** A seeded random generator, so that a failing round can be repeated. */
function* chances(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    yield state / 2 ** 32;
  }
}

/** Waits for a few microtasks, and sometimes for a turn of the event loop. */
async function dawdle(chance: Generator<number, never>): Promise<void> {
  for (let turns = Math.floor(chance.next().value * 8); turns > 0; turns -= 1) await null;
  for (let turns = Math.floor(chance.next().value * 3); turns > 0; turns -= 1) await setImmediate();
}

/** A password change without the hashing, on a device that signs out afterwards. */
async function changePasswordElsewhere(app: Installation, { id }: UserRecord): Promise<void> {
  const user = await app.db.findUser(id);
  if (!user) throw new Error("no user");
  const { refreshToken, session } = await app.openSession(user);
  const command = {
    sessionId: session.id,
    verifiedHash: user.passwordHash,
    passwordHash: `after ${session.id}`,
    signOutOthers: true,
    actor: actorOf(from, session),
  };
  const changed = granted(
    await rotateByToken(refreshToken, from, { account: true }, (family, rotation, now) =>
      decidePasswordChange(family, { ...command, ...rotation }, now, app.config.refresh),
    ),
  );
  await signOut([changed.refreshToken], from);
}

describe.each(engines)("$name", (engine) => {
  describe("200 refreshes of one token at once", () => {
    test("T12: every caller gets the same successor, one row is current, and no user is signed out", async () => {
      const app = await installOn(engine);
      const ada = await app.addUser("Ada");
      let token = (await app.openSession(ada)).refreshToken;
      for (let round = 1; round <= 3; round += 1) {
        const results = await Promise.all(Array.from({ length: 200 }, () => renewUntilAnswered(token)));
        const tokens = new Set(results.map((result) => granted(result).refreshToken));
        expect(tokens.size).toBe(1);
        expect(granted(results[0] as Grant).session.generation).toBe(round);
        [token = ""] = tokens;
      }
      expect(await app.audit(ada.id)).toEqual(["signed_in_new_browser"]);
      expect(refusal(await renew(token))).toBe("granted");
    });
  });

  describe("T13: no token is alive after the acknowledgement", () => {
    /** PostgreSQL waits for its server between steps, so races are frequent there; SQLite needs more rounds. */
    const ROUNDS = raceRounds(engine === sqlite ? 60 : 10);

    async function admin(app: Installation): Promise<Grant> {
      return app.openSession(await app.addUser("Grace", { roles: ["admin"] }));
    }

    const enders: Record<string, (grant: Grant, admin: Grant, app: Installation) => Promise<unknown>> = {
      "log-out": ({ refreshToken }) => signOut([refreshToken], from),
      "revoking one": async (grant, _, app) => {
        const other = await app.openSession(grant.user);
        await revokeSession(other, grant.session.id, from);
        await signOut([other.refreshToken], from);
      },
      "revoking all": (grant) => revokeSessions(grant, "all", from),
      "revoking the others": async (grant, _, app) => {
        const other = await app.openSession(grant.user);
        await revokeSessions(other, "others", from);
        await signOut([other.refreshToken], from);
      },
      "changing the password on another": ({ user }, _, app) => changePasswordElsewhere(app, user),
      "disabling the account": (grant, other) => setDisabled(other, grant.user.id, true, from),
    };

    test.each(Object.entries(enders))(
      `refreshes against %s (${ROUNDS} rounds)`,
      { timeout: raceTimeoutMs(ROUNDS) },
      async (name, end) => {
        const app = await installOn(engine, { RATE_LIMIT: "off" });
        const grace = await admin(app);
        const ada = await app.addUser("Ada");
        const chance = chances(7);

        for (let round = 0; round < ROUNDS; round += 1) {
          if (name === "disabling the account") await setDisabled(grace, ada.id, false, from);
          const grant = await app.openSession(ada);
          const given: Grant[] = [grant];
          const refreshing = async (token: string): Promise<void> => {
            await dawdle(chance);
            const result = await renew(token);
            if (refusal(result) !== "granted") return;
            given.push(granted(result as Grant));
            if (given.length < 4) await refreshing(granted(result as Grant).refreshToken);
          };
          const ending = async (): Promise<void> => {
            await dawdle(chance);
            await end(grant, grace, app);
            // Acknowledged. From here on no request may succeed, not even one that is already in progress.
            for (const { refreshToken } of given) {
              expect(refusal(await renew(refreshToken))).toMatch(/^session_revoked/);
            }
          };
          await Promise.all([refreshing(grant.refreshToken), ending(), refreshing(grant.refreshToken)]);
          // Nor may any token that was issued meanwhile.
          for (const { refreshToken } of given) {
            expect(await findPrincipal(refreshToken)).not.toHaveProperty("user");
          }
        }
        expect(await app.db.listLiving(ada.id)).toEqual([]);
      },
    );

    test("an access token is refused on the request after the acknowledgement", async () => {
      const app = await installOn(engine);
      const { user, session, now, refreshToken } = await app.openSession(await app.addUser("Ada"));
      const { accessToken } = await issueAccessToken(user, session, { authTime: now, now });
      const answers: string[] = [];
      let acknowledged = false;
      const asking = async () => {
        for (let asked = 0; asked < (engine === sqlite ? 200 : 2000); asked += 1) {
          const before = acknowledged;
          const answer = refusal(await authenticateBearer(accessToken));
          if (before) answers.push(answer);
        }
      };
      const ending = async () => {
        for (let turns = 0; turns < 300; turns += 1) await null;
        await signOut([refreshToken], from);
        acknowledged = true;
      };
      await Promise.all([asking(), ending()]);
      expect(new Set(answers)).toEqual(new Set(["session_revoked: signed_out"]));
    });
  });

  test("T49: ten sign-ups at once with spellings of one address create one account", async () => {
    const app = await installOn(engine);
    const spellings = ["new@example.com", "NEW@example.com", " new@EXAMPLE.com ", "ｎｅｗ@example.com"];
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        signUp({ email: spellings[at % 4] ?? "", password: PASSWORD, name: "New" }, requester()),
      ),
    );
    expect(results.map(refusal).sort()).toEqual([...Array(9).fill("email_taken"), "granted"]);
    expect((await app.db.searchUsers("", 1, 10)).total).toBe(1);
  });
});
