import { describe, expect, test } from "vitest";
import {
  formatRecoveryCode,
  normalizeRecoveryCode,
  RECOVERY_CODE_BYTES,
  recoveryCodesLeft,
  selectorOf,
  spendRecoveryCode,
} from "./recovery-codes";
import { NOW, recoveryCode } from "./second-factors.fixture";

describe("a code", () => {
  test("has four groups of four symbols, and every bit of its bytes counts", () => {
    const bytes = new Uint8Array(RECOVERY_CODE_BYTES);
    const zero = formatRecoveryCode(bytes);
    expect(zero).toBe("0000-0000-0000-0000");
    const seen = new Set([zero]);
    for (let bit = 0; bit < 8 * RECOVERY_CODE_BYTES; bit += 1) {
      const one = new Uint8Array(RECOVERY_CODE_BYTES);
      one[bit >> 3] = 1 << (bit & 7);
      const code = formatRecoveryCode(one);
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      seen.add(code);
    }
    expect(seen.size).toBe(1 + 8 * RECOVERY_CODE_BYTES);
    expect(formatRecoveryCode(bytes.fill(255))).toBe("ZZZZ-ZZZZ-ZZZZ-ZZZZ");
  });

  test.each([
    "ABCD-EFGH-0123-1111",
    "abcd-efgh-0123-1111",
    "ABCDEFGH01231111",
    " abcd efgh 0123 1111 ",
    "abcd–efgh—o123-il1i",
    "ＡＢＣＤ-ＥＦＧＨ-０１２３-１１１１",
  ])("is read however it is typed: %j", (typed) => {
    expect(normalizeRecoveryCode(typed)).toBe("ABCDEFGH01231111");
  });

  test.each([
    "",
    "123456",
    "ABCD-EFGH-0123-111",
    "ABCD-EFGH-0123-11111",
    "ABCD-EFGH-0123-111U",
    "ABCD_EFGH_0123_1111",
  ])("is not: %j", (typed) => expect(normalizeRecoveryCode(typed)).toBeNull());

  test("its first three symbols find its row", () => {
    expect(selectorOf("ABCDEFGH01231111")).toBe("ABC");
  });
});

describe("spending", () => {
  const codes = [recoveryCode("a"), recoveryCode("b", NOW - 1)];

  test("works once for each code", () => {
    expect(spendRecoveryCode(codes, "a", NOW)).toEqual([
      { kind: "update-recovery-code", id: "a", set: { usedAt: NOW } },
    ]);
    expect(spendRecoveryCode(codes, "b", NOW)).toBeNull();
  });

  test.each(["c", null])("a code that is not among the user's is refused: %j", (id) => {
    expect(spendRecoveryCode(codes, id, NOW)).toBeNull();
  });

  test("codes that were used are not left", () => {
    expect(recoveryCodesLeft(codes)).toBe(1);
  });
});
