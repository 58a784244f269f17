import { Secret } from "otpauth";
import { describe, expect, test } from "vitest";
import { PRODUCT_NAME } from "@/lib/session/product";
import { findTotpStep, newTotpSecret, totpUri } from "./totp";

/** RFC 6238, appendix B: the secret of the SHA-1 rows, and the last six of its eight digits. */
const SECRET = Secret.fromLatin1("12345678901234567890").base32;
const VECTORS: [seconds: number, step: number, code: string][] = [
  [59, 0x1, "287082"],
  [1_111_111_109, 0x23523ec, "081804"],
  [1_111_111_111, 0x23523ed, "050471"],
  [1_234_567_890, 0x273ef07, "005924"],
  [2_000_000_000, 0x3f940aa, "279037"],
  [20_000_000_000, 0x27bc86aa, "353130"],
];

describe("RFC 6238, appendix B", () => {
  test.each(VECTORS)("at %i seconds", (seconds, step, code) => {
    expect(findTotpStep(SECRET, code, seconds * 1000)).toBe(step);
    expect(findTotpStep(SECRET, code, (seconds + 30) * 1000)).toBe(step);
    expect(findTotpStep(SECRET, code, (seconds + 90) * 1000)).toBeNull();
  });

  test("another secret, another length: no step", () => {
    expect(findTotpStep(newTotpSecret(), "287082", 59_000)).toBeNull();
    for (const token of ["94287082", "28708", ""]) expect(findTotpStep(SECRET, token, 59_000)).toBeNull();
  });
});

test("a new secret has 160 bits and is never the same", () => {
  const secrets = Array.from({ length: 1000 }, newTotpSecret);
  expect(new Set(secrets).size).toBe(1000);
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
});

test("the address for the app names the site, the user and every parameter", () => {
  const uri = new URL(totpUri(SECRET, "ada+x@example.com"));
  expect(uri.href).toContain(`otpauth://totp/${encodeURIComponent(PRODUCT_NAME)}:ada%2Bx%40example.com?`);
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: PRODUCT_NAME,
    secret: SECRET,
    algorithm: "SHA1",
    digits: "6",
    period: "30",
  });
});
