/** Several processes that share one database: none may trust its own cache for too long. */
import { setTimeout as wait } from "node:timers/promises";
import { decodeProtectedHeader, jwtVerify, SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { engines, openTestDatabase } from "@/db/testing/engines";
import { toRefreshView } from "@/lib/server/sessions/grant";
import { refresh } from "@/lib/server/sessions/refresh";
import { createSigningKeys, rotateKeys } from "@/lib/server/tokens/signing-keys";
import type { Change } from "@/lib/session/decision";
import { isUnavailable } from "./errors";
import { authenticateMember } from "./organizations/access";
import { sweep } from "./sweeper";
import { refusal } from "./testing/expectations";
import { DAY, installOn, MINUTE, requester } from "./testing/installation";
import { addOrganization } from "./testing/organizations";

type Keys = ReturnType<typeof createSigningKeys>;

async function sign(keys: Keys): Promise<string> {
  const { kid, privateKey } = await keys.ring();
  return new SignJWT({}).setProtectedHeader({ alg: "ES256", kid }).sign(privateKey);
}

async function verify(keys: Keys, token: string): Promise<boolean> {
  const key = await keys.find(decodeProtectedHeader(token).kid ?? "");
  return key !== null && jwtVerify(token, key).then(() => true);
}

describe.each(engines)("$name", (engine) => {
  async function nodes() {
    const app = await installOn(engine);
    const url = app.config.databaseUrl;
    const all = [0, 1, 2].map(() =>
      createSigningKeys(openTestDatabase(url, { clock: () => app.now }), app.config.secrets),
    );
    return { app, all };
  }

  test("nothing is decided for a client that has disconnected", async () => {
    const { app } = await nodes();
    const { refreshToken, session } = await app.openSession(await app.addUser("Ada"));
    const from = requester();
    const gone = refresh(refreshToken, {}, { ...from, signal: AbortSignal.abort() });
    await expect(gone).rejects.toSatisfy(isUnavailable);
    expect((await app.session(session.id)).generation).toBe(0);
    expect(refusal(await refresh(refreshToken, {}, from))).toBe("granted");
  });

  test("a role that one node changes, and a membership that another ends, count on the next request to the third", async () => {
    const app = await installOn(engine);
    const [grace, ada] = [await app.openSession(await app.addUser("Grace")), await app.addUser("Ada")];
    const { id } = await addOrganization(app, "engines", [
      [ada, "owner"],
      [grace.user, "admin"],
    ]);
    const { accessToken } = await toRefreshView(grace);
    const ask = async () =>
      refusal(await authenticateMember({ token: accessToken, ipAddress: null }, id, "invitations.change"));
    const changeOnAnotherNode = (change: Change) =>
      openTestDatabase(app.config.databaseUrl, { clock: () => app.now }).changeAccount({ id: "" }, () => ({
        ...{ outcome: null, changes: [change], events: [] },
      }));
    const member = { organizationId: id, userId: grace.user.id };
    expect(await ask()).toBe("granted");
    await changeOnAnotherNode({ kind: "update-membership", ...member, role: "member" });
    expect(await ask()).toBe("forbidden");
    await changeOnAnotherNode({ kind: "delete-membership", ...member });
    expect(await ask()).toBe("not_found");
  });

  test("three nodes that start at once sign with one key", async () => {
    const { app, all } = await nodes();
    const kids = await Promise.all(all.map(async (node) => (await node.ring()).kid));
    expect(new Set(kids).size).toBe(1);
    expect(await app.db.listKeys()).toHaveLength(1);
  });

  test("nodes log, once for each key, that another node uses another secret", async () => {
    const { app, all } = await nodes();
    const [node] = all as [Keys];
    const { kid } = await node.ring();
    app.now += MINUTE;
    const other = createSigningKeys(openTestDatabase(app.config.databaseUrl, { clock: () => app.now }), [
      "b".repeat(40),
    ]);
    expect((await other.ring()).kid).not.toBe(kid);
    expect(app.logged).toEqual([]);
    for (let at = 0; at < 2; at += 1) expect((await node.read()).kid).toBe(kid);
    expect(app.logged).toHaveLength(1);
    expect(app.logged[0]).toContain("another SESSION_SECRET");
  });

  test("F10: keys that change under load cause no false refusal on any node", async () => {
    const { app, all } = await nodes();
    await Promise.all(all.map((node) => node.ring()));
    const answers: boolean[] = [];
    let rotating = true;
    const load = all.map(async (_, from) => {
      for (let at = 0; rotating; at += 1) {
        // A node that has just started reads the newest key; the others do not know it yet.
        const signer = createSigningKeys(app.db, app.config.secrets);
        const token = await sign(at % 3 === 0 ? signer : (all[(from + at) % 3] as Keys));
        answers.push(...(await Promise.all(all.map((node) => verify(node, token)))));
      }
    });
    for (let round = 0; round < 4; round += 1) {
      app.pass(1);
      await rotateKeys();
      await wait(60);
    }
    rotating = false;
    await Promise.all(load);
    expect(await app.db.listKeys()).toHaveLength(5);
    expect(answers.length).toBeGreaterThan(20);
    expect(answers).not.toContain(false);
  });

  test("a replaced key verifies until its last token has expired, and is deleted a day later", async () => {
    const { app, all } = await nodes();
    const [node] = all as [Keys];
    const token = await sign(node);
    app.pass(MINUTE);
    await rotateKeys();
    app.pass(app.config.accessTokenTtl + DAY - MINUTE);
    await sweep();
    expect(await verify(createSigningKeys(app.db, app.config.secrets), token)).toBe(true);
    app.pass(2 * MINUTE);
    await sweep();
    expect(await verify(createSigningKeys(app.db, app.config.secrets), token)).toBe(false);
    expect(await app.db.listKeys()).toHaveLength(1);
  });

  test("invalid tokens make a node read the keys ten times a second at most", async () => {
    const { app } = await nodes();
    let reads = 0;
    const listKeys = () => {
      reads += 1;
      return app.db.listKeys();
    };
    const db = { ...app.db, listKeys };
    const node = createSigningKeys(db, app.config.secrets);
    const begun = performance.now();
    for (let at = 0; performance.now() - begun < 500; at += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, n) => node.find(`garbage ${at + n}`)));
    }
    expect(reads).toBeLessThanOrEqual(8);
  });
});
