import { describe, expect, test } from "vitest";
import {
  hashToken,
  newId,
  newRefreshToken,
  openSecret,
  openSuccessor,
  seal,
  sealSecret,
  sealSuccessor,
  takeRandomBytes,
  unseal,
} from "./crypto";

const FIRST = "the first secret of an installation, long";
const SECOND = "the second secret of an installation, too";

describe("random values", () => {
  test("refresh tokens are 256 bits, ids 128; none occurs twice", () => {
    const tokens = Array.from({ length: 20_000 }, newRefreshToken);
    expect(new Set(tokens).size).toBe(tokens.length);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
    const ids = Array.from({ length: 20_000 }, newId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/);
  });

  test("no eight random bytes are handed out twice, wherever the pool is filled again", () => {
    const taken = Array.from({ length: 4000 }, (_, at) => takeRandomBytes(8 + (at % 41)));
    const windows = taken.flatMap((bytes) =>
      Array.from({ length: bytes.length - 7 }, (_, at) => bytes.toString("latin1", at, at + 8)),
    );
    expect(new Set(windows).size).toBe(windows.length);
    // The bytes that were taken are zeros in the pool: one of 256 is a zero, not more.
    const bytes = Buffer.concat(taken);
    expect(bytes.filter((byte) => byte === 0).length).toBeLessThan(bytes.length / 180);
    expect(takeRandomBytes(4096)).toHaveLength(4096);
    expect(() => takeRandomBytes(4097)).toThrow(RangeError);
  });

  test("only the SHA-256 of a token is stored", () => {
    expect(hashToken("abc")).toBe("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
  });
});

describe("a successor sealed under its predecessor", () => {
  const [token, successor] = [newRefreshToken(), newRefreshToken()];

  test("opens with the same token, and two seals of one value differ", () => {
    const sealed = sealSuccessor(token, successor);
    expect(openSuccessor(token, sealed)).toBe(successor);
    expect(sealSuccessor(token, successor)).not.toBe(sealed);
  });

  test("does not open with another token, or after a change of any byte", () => {
    const sealed = sealSuccessor(token, successor);
    expect(() => openSuccessor(newRefreshToken(), sealed)).toThrow();
    expect(() => openSuccessor(hashToken(token), sealed)).toThrow(); // what the database knows
    const bytes = Buffer.from(sealed, "base64url");
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => openSuccessor(token, changed.toString("base64url"))).toThrow();
    }
    for (const cut of ["", "AAAA", sealed.slice(0, 20), sealed.slice(0, 30)])
      expect(() => openSuccessor(token, cut)).toThrow();
  });
});

describe("a secret that the database keeps", () => {
  test("the first of our secrets seals it, and each of them opens it: rotation loses nothing", () => {
    const sealed = sealSecret("a secret", [FIRST]);
    expect(openSecret(sealed, [FIRST])).toEqual({ text: "a secret", secretIndex: 0 });
    expect(openSecret(sealed, [SECOND, FIRST])).toEqual({ text: "a secret", secretIndex: 1 });
    const renewed = sealSecret("a secret", [SECOND, FIRST]);
    expect(openSecret(renewed, [SECOND])).toEqual({ text: "a secret", secretIndex: 0 });
    expect(openSecret(renewed, [FIRST])).toBeNull();
  });

  test("two seals of one secret differ, and a changed or foreign seal opens to nothing", () => {
    const sealed = sealSecret("a secret", [FIRST]);
    expect(sealSecret("a secret", [FIRST])).not.toBe(sealed);
    const bytes = Buffer.from(sealed, "base64url");
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openSecret(changed.toString("base64url"), [FIRST, SECOND])).toBeNull();
    }
    for (const foreign of ["", "AAAA", sealSuccessor(FIRST, "a secret")])
      expect(openSecret(foreign, [FIRST, SECOND])).toBeNull();
  });
});

describe("seals", () => {
  test("the first secret seals, every secret unseals, and the result names the secret", async () => {
    const sealed = await seal({ a: 1 }, [FIRST]);
    expect(await unseal(sealed, [FIRST])).toEqual({ value: { a: 1 }, secretIndex: 0 });
    expect(await unseal(sealed, [SECOND, FIRST])).toEqual({ value: { a: 1 }, secretIndex: 1 });
    expect(await unseal(await seal({ a: 1 }, [FIRST, SECOND]), [FIRST])).not.toBeNull();
    expect(await unseal(sealed, [SECOND])).toBeNull();
  });

  test.each(["", "x", "Fe26.2", "Fe26.2*******~2", "~2", "*".repeat(4096), "{}", "null"])(
    "garbage opens to nothing: %j",
    async (garbage) => expect(await unseal(garbage, [FIRST, SECOND])).toBeNull(),
  );
});
