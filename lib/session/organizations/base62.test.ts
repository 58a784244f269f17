import fc from "fast-check";
import { expect, test } from "vitest";
import { base62, crc32, fairDigits } from "./base62";

test("numbers have as many digits as asked for, in the order of the digits", () => {
  expect([0, 9, 10, 61, 62, 62 ** 6 - 1].map((value) => base62(value, 6))).toEqual([
    "000000",
    "000009",
    "00000A",
    "00000z",
    "000010",
    "zzzzzz",
  ]);
});

test("two checksums never have the same digits: six of them hold 32 bits", () => {
  expect(62 ** 6).toBeGreaterThan(2 ** 32);
  fc.assert(
    fc.property(fc.nat(0xffffffff), fc.nat(0xffffffff), (a, b) => {
      expect(base62(a, 6) === base62(b, 6)).toBe(a === b);
    }),
  );
});

test("the checksum is CRC-32", () => {
  expect(crc32("")).toBe(0);
  expect(crc32("123456789").toString(16)).toBe("cbf43926"); // the check value of CRC-32/ISO-HDLC
  expect(crc32("The quick brown fox jumps over the lazy dog").toString(16)).toBe("414fa339");
});

test("random bytes become digits without a preference", () => {
  const counts = new Map<string, number>();
  const digits = fairDigits(Array.from({ length: 256 }, (_, byte) => byte));
  for (const digit of digits) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  expect(digits).toMatch(/^[0-9A-Za-z]+$/);
  expect([...new Set(counts.values())]).toEqual([4]);
  expect(counts.size).toBe(62);
});
