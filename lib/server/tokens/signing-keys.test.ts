import { generateKeyPairSync } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { issueAccessToken, verifyAccessToken } from "./access-token";
import { keyRing, revokeKeys, rotateKeys } from "./signing-keys";

const OLD = "an old secret of this installation: 40 ch";
const NEW = "a new secret of this installation: 40 cha";

async function issued(environment: Record<string, string> = {}) {
  const app = install(environment);
  const { user, session, now } = await app.openSession(await app.addUser("Ada"));
  const token = async () => (await issueAccessToken(user, session, { authTime: now, now })).accessToken;
  const isGood = async (accessToken: string) => "claims" in (await verifyAccessToken(accessToken, app.now));
  return { app, token, isGood };
}

test("the first use creates one key, which signs after a restart too", async () => {
  const { app, token, isGood } = await issued();
  const { kid } = await keyRing();
  const before = await token();
  app.restart();
  expect((await keyRing()).kid).toBe(kid);
  expect(await isGood(before)).toBe(true);
  expect(await app.db.listKeys()).toHaveLength(1);
});

test("concurrent first uses create one key", async () => {
  const app = install();
  const rings = await Promise.all(Array.from({ length: 20 }, () => keyRing()));
  expect(new Set(rings.map((ring) => ring.kid)).size).toBe(1);
  expect(await app.db.listKeys()).toHaveLength(1);
});

test("the private key is only stored sealed", async () => {
  const { app, token } = await issued();
  await token();
  const [stored] = await app.db.listKeys();
  expect(stored?.sealedPrivateKey).toMatch(/^Fe26\.2\*/);
  expect(JSON.parse(stored?.publicKey ?? "")).not.toHaveProperty("d");
});

describe("when SESSION_SECRET rotates", () => {
  test("a new first secret seals the key again, and then the old secret can be dropped", async () => {
    const { app, token, isGood } = await issued({ SESSION_SECRET: OLD });
    const before = await token();
    const { kid } = await keyRing();
    for (const secret of [`${NEW},${OLD}`, NEW]) {
      app.restart({ SESSION_SECRET: secret });
      expect((await keyRing()).kid).toBe(kid);
      expect(await isGood(before)).toBe(true);
    }
  });

  test("a key sealed under a dropped secret no longer signs; its tokens stay valid until they expire", async () => {
    const { app, token, isGood } = await issued({ SESSION_SECRET: OLD });
    const before = await token();
    const { kid } = await keyRing();
    app.restart({ SESSION_SECRET: NEW });
    const ring = await keyRing();
    expect(ring.kid).not.toBe(kid);
    expect(ring.jwks.keys).toHaveLength(2);
    expect(await isGood(before)).toBe(true);
    expect(await isGood(await token())).toBe(true);
  });
});

test("F10: a token of a key that another process has created is valid, and invalid tokens do not cause reads of the keys", async () => {
  const { app, token, isGood } = await issued();
  const { kid } = await keyRing();
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const strange = await new SignJWT(decodeJwt(await token()))
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: "another" })
    .sign(privateKey);
  const asked = vi.spyOn(app.db, "listKeys");

  const strangers = await Promise.all(Array.from({ length: 200 }, () => isGood(strange)));
  expect(strangers).not.toContain(true);
  expect(asked.mock.calls.length).toBeLessThan(3);
  await app.db.addKey(
    {
      kid: "another",
      publicKey: JSON.stringify(publicKey.export({ format: "jwk" })),
      sealedPrivateKey: "theirs",
      createdAt: app.now + 1,
    },
    [kid],
  );
  expect(await Promise.all(Array.from({ length: 200 }, () => isGood(strange)))).not.toContain(false);
  expect(asked.mock.calls.length).toBeLessThan(5);
  expect((await keyRing()).kid).toBe(kid); // it does not sign with a key it cannot unseal
  expect(await isGood(await token())).toBe(true);
});

describe("a revoked key", () => {
  const later = (milliseconds: number) => {
    const now = performance.now();
    vi.spyOn(performance, "now").mockReturnValue(now + milliseconds);
    onTestFinished(() => void vi.restoreAllMocks());
  };

  test("this process refuses its tokens at once, also those it has verified before, and a new key signs", async () => {
    const { token, isGood } = await issued();
    const [verified, fresh] = [await token(), await token()];
    expect(await isGood(verified)).toBe(true);
    const { kid } = await keyRing();
    expect(await revokeKeys(null)).toEqual([kid]);
    expect(await isGood(verified)).toBe(false);
    expect(await isGood(fresh)).toBe(false);
    expect(await isGood(await token())).toBe(true);
    expect((await keyRing()).kid).not.toBe(kid);
  });

  test("a key that another process revoked is refused ten seconds later, without a restart", async () => {
    const { app, token, isGood } = await issued();
    const leaked = await token();
    expect(await isGood(leaked)).toBe(true);
    const { kid } = await keyRing();
    await app.db.removeKeys([kid]);
    later(10_001);
    expect(await isGood(leaked)).toBe(false);
    expect((await keyRing()).kid).not.toBe(kid);
  });

  test("only the named keys are revoked", async () => {
    const { app, token, isGood } = await issued();
    const old = await token();
    app.pass(1);
    await rotateKeys();
    later(10_001);
    const current = await token();
    expect(await revokeKeys([decodeProtectedHeader(current).kid ?? "", "unknown"])).toHaveLength(1);
    expect([await isGood(old), await isGood(current)]).toEqual([true, false]);
  });
});
