/** API keys as bearers, on both engines: what is counted, what is stored of their use, and what ends them. */
import { describe, expect, test, vi } from "vitest";
import { engines } from "@/db/testing/engines";
import { newBase62 } from "@/lib/server/crypto";
import { RATE_LIMITS } from "@/lib/server/rate-limit";
import { API_KEY_RETENTION_MS, sweep } from "@/lib/server/sweeper";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { DAY, install, installOn, MINUTE, requester, SECOND } from "@/lib/server/testing/installation";
import { accessOf, addOrganization } from "@/lib/server/testing/organizations";
import { formatApiKey, KEY_SECRET_LENGTH } from "@/lib/session/organizations/api-key-format";
import { API_KEY_PREFIX } from "@/lib/session/product";
import { findApiKey, newApiKey } from "./api-keys";
import { createApiKey, revokeApiKey } from "./organization-api-keys";

const from = requester();
const ADDRESS = "192.0.2.7";
const unknownKey = () => formatApiKey(newBase62(KEY_SECRET_LENGTH));

test("keys are random, and well formed", () => {
  const made = Array.from({ length: 200 }, newApiKey);
  expect(new Set(made.map(({ key }) => key)).size).toBe(200);
  for (const { key, prefix, hash } of made) {
    expect(key).toMatch(new RegExp(`^${API_KEY_PREFIX}[0-9A-Za-z]{46}$`));
    expect(key.startsWith(prefix)).toBe(true);
    expect(hash).toMatch(/^[\w-]{43}$/);
  }
});

test("a key that is used all the time is written once a minute", async () => {
  const app = install();
  const ada = await app.openSession(await app.addUser("Ada"));
  const { id } = await addOrganization(app, "engines", [[ada.user, "owner"]]);
  const input = { name: "CI", scope: "read" as const, expiresInDays: 1 };
  const { key } = granted(await createApiKey(await accessOf(app, ada, id), input, from));
  granted(await findApiKey(key, ADDRESS)); // its first use here is counted, and given back
  const writes = [
    vi.spyOn(app.db, "recordApiKeyUse"),
    vi.spyOn(app.db, "count"),
    vi.spyOn(app.db, "uncount"),
  ];
  for (let uses = 0; uses < 5; uses += 1) granted(await findApiKey(key, ADDRESS));
  expect(writes.map((write) => write.mock.calls.length)).toEqual([0, 0, 0]);
  app.pass(MINUTE);
  for (let uses = 0; uses < 5; uses += 1) granted(await findApiKey(key, ADDRESS));
  expect(writes.map((write) => write.mock.calls.length)).toEqual([1, 0, 0]);
});

describe.each(engines)("$name", (engine) => {
  async function setUp() {
    const app = await installOn(engine);
    const ada = await app.openSession(await app.addUser("Ada"));
    const { id } = await addOrganization(app, "engines", [[ada.user, "owner"]]);
    const access = await accessOf(app, ada, id);
    const make = async () =>
      granted(await createApiKey(access, { name: "CI", scope: "read", expiresInDays: 90 }, from));
    const counted = async () => {
      const rows = await engine.query(
        app.config.databaseUrl,
        `select count from rate_limits where key = 'unknownApiKey:${ADDRESS}'`,
      );
      return Number(rows[0]?.count ?? 0);
    };
    return { app, id, ada, access, make, counted };
  }

  test("a good key is found with its maker, and costs its address nothing", async () => {
    const { ada, make, counted } = await setUp();
    const { key, id } = await make();
    for (let uses = 0; uses < 3; uses += 1)
      expect(await findApiKey(key, ADDRESS)).toMatchObject({ key: { id }, user: { id: ada.user.id } });
    expect(await counted()).toBe(0);
  });

  test("unknown keys are counted before the look-up, in parallel too; a typing error is not", async () => {
    const { app, make, counted } = await setUp();
    const { key } = await make();
    const { count } = RATE_LIMITS.unknownApiKey;
    const typingErrors = Array.from({ length: 2 * count }, (_, at) =>
      findApiKey(`${key.slice(0, -3)}${100 + at}`, ADDRESS),
    );
    expect(new Set((await Promise.all(typingErrors)).map(refusal))).toEqual(new Set(["not_authenticated"]));
    expect(await counted()).toBe(0);

    const answers = await Promise.all(
      Array.from({ length: count + 20 }, () => findApiKey(unknownKey(), ADDRESS)),
    );
    const codes = answers.map(refusal);
    expect(codes.filter((code) => code === "not_authenticated")).toHaveLength(count);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(20);
    expect(refusal(await findApiKey(key, ADDRESS))).toBe("rate_limited"); // not looked up at all
    expect(refusal(await findApiKey(key, "192.0.2.8"))).toBe("granted");
    expect(refusal(await findApiKey(key, ADDRESS))).toBe("granted"); // known since then
    app.pass(15 * MINUTE);
    expect(refusal(await findApiKey(unknownKey(), ADDRESS))).toBe("not_authenticated");
  });

  test("a revoked key is refused on the next request, and counts as unknown after that", async () => {
    const { access, make, counted } = await setUp();
    const { key, id } = await make();
    granted(await findApiKey(key, ADDRESS));
    expect(await revokeApiKey(access, id, from)).toBeNull();
    for (const uses of [0, 1, 2]) {
      expect(refusal(await findApiKey(key, ADDRESS))).toBe("not_authenticated");
      expect(await counted()).toBe(uses);
    }
  });

  test("its last use is stored once a minute, of many at once as well", async () => {
    const { app, id, make } = await setUp();
    const { key } = await make();
    const lastUse = async () => (await app.db.listApiKeys(id))[0]?.lastUsedAt;
    const first = app.now;
    await Promise.all(Array.from({ length: 5 }, () => findApiKey(key, ADDRESS)));
    expect(await lastUse()).toBe(first);
    app.pass(MINUTE - SECOND);
    await findApiKey(key, ADDRESS);
    expect(await lastUse()).toBe(first);
    app.pass(SECOND);
    await findApiKey(key, ADDRESS);
    expect(await lastUse()).toBe(app.now);
  });

  test("a key dies with the membership of its maker", async () => {
    const { app, id, ada, make } = await setUp();
    const { key } = await make();
    granted(await findApiKey(key, ADDRESS));
    await engine.query(app.config.databaseUrl, `delete from memberships where user_id = '${ada.user.id}'`);
    expect(refusal(await findApiKey(key, ADDRESS))).toBe("not_authenticated");
    expect(await app.db.listApiKeys(id)).toEqual([]);
  });

  test("an admin who lost the role after the request was admitted makes and revokes no key", async () => {
    const { app, id, ada, access, make } = await setUp();
    const { id: keyId } = await make();
    await engine.query(
      app.config.databaseUrl,
      `update memberships set role = 'member' where user_id = '${ada.user.id}'`,
    );
    const input = { name: "Late", scope: "write" as const, expiresInDays: 1 };
    expect(refusal(await createApiKey(access, input, from))).toBe("forbidden");
    expect(refusal(await revokeApiKey(access, keyId, from))).toBe("forbidden");
    expect((await app.db.listApiKeys(id)).map(({ name }) => name)).toEqual(["CI"]);
  });

  test("twenty revocations at once: one event", async () => {
    const { app, ada, access, make } = await setUp();
    const { id } = await make();
    const answers = await Promise.all(Array.from({ length: 20 }, () => revokeApiKey(access, id, from)));
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    expect((await app.audit(ada.user.id)).filter((name) => name === "api_key_revoked")).toHaveLength(1);
  });

  test("an expired key is refused at once, and deleted a month later", async () => {
    const { app, id, make } = await setUp();
    const { key } = await make();
    app.pass(90 * DAY);
    expect(refusal(await findApiKey(key, ADDRESS))).toBe("not_authenticated");
    app.pass(API_KEY_RETENTION_MS);
    await sweep();
    expect(await app.db.listApiKeys(id)).toHaveLength(1);
    app.pass(1);
    await sweep();
    expect(await app.db.listApiKeys(id)).toEqual([]);
  });
});
