import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { draftKey } from "@/lib/server/account/drafts";
import { granted } from "@/lib/server/testing/expectations";
import { installOn, MINUTE, requester } from "@/lib/server/testing/installation";
import { issueAccessToken } from "@/lib/server/tokens/access-token";
import { refresh } from "./refresh";
import { revokeAllAfterRestore } from "./revoke-all-after-restore";
import { authenticateBearer, findPrincipal, signOut } from "./sessions";

const from = requester();

describe.each(engines)("$name", (engine) => {
  test("F12: after a restore every session of the backup is ended, and its holder is told why", async () => {
    const app = await installOn(engine);
    const [ada, grace] = [await app.addUser("Ada"), await app.addUser("Grace")];
    const opened = await Promise.all([ada, ada, grace].map((user) => app.openSession(user)));
    const renewed = granted(await refresh(opened[0]?.refreshToken ?? "", {}, from));

    const { sessions, users } = await revokeAllAfterRestore();
    expect([sessions, users]).toEqual([3, 2]);
    for (const { session, user, refreshToken } of [...opened, renewed]) {
      const ended = { code: "session_revoked", details: { reason: "admin" } };
      expect(await refresh(refreshToken, {}, from)).toEqual(ended);
      expect(await findPrincipal(refreshToken)).toEqual({ reason: "admin" });
      // Signed with a key the backup has, before it was made or after: of this generation, or of one the backup does
      // not know.
      for (const generation of [session.generation, session.generation + 1, session.generation + 20]) {
        const { accessToken } = await issueAccessToken(
          user,
          { ...session, generation },
          { authTime: app.now, now: app.now },
        );
        expect(await authenticateBearer(accessToken)).toEqual(ended);
      }
    }
  });

  test("ended sessions keep their reason, and the drafts of doubtful sessions become unreadable", async () => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    const [left, idle, alive] = [
      await app.openSession(ada),
      await app.openSession(ada),
      await app.openSession(ada, { rememberMe: true }),
    ];
    await signOut([left.refreshToken], from);
    const { browserId } = alive.session;
    granted(await draftKey(alive));
    app.pass(31 * MINUTE);

    expect(await revokeAllAfterRestore()).toMatchObject({ sessions: 1, users: 1 });
    const reasons = [left, idle, alive].map(
      async ({ session }) => (await app.session(session.id)).endedReason,
    );
    expect(await Promise.all(reasons)).toEqual(["signed_out", "idle", "admin"]);
    expect(await app.db.findDraftKey(ada.id, browserId)).toBeNull();
  });

  test("it reports the time of the backup's last event, handles more users than a page holds, and finds nothing the second time", async () => {
    const app = await installOn(engine);
    expect((await revokeAllAfterRestore()).knownUntil).toBeNull();
    for (let at = 0; at < 203; at += 1) await app.openSession(await app.addUser(`User ${at}`));
    const last = app.now;
    app.pass(MINUTE);
    expect(await revokeAllAfterRestore()).toEqual({ sessions: 203, users: 203, knownUntil: last });
    expect(await revokeAllAfterRestore()).toMatchObject({ sessions: 0, users: 0 });
  });
});
