import { generateKeyPairSync, sign, verify } from "node:crypto";
import { describe, expect, test } from "vitest";
import { fromDer, toDer } from "./es256-signature";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const data = Buffer.from("header.claims");
const numbers = (r: string, s: string) => Buffer.from(r.padStart(64, "0") + s.padStart(64, "0"), "hex");

/** Enough signatures for numbers that begin with a zero byte, with a bit that is set, and with neither. */
const RUNS = 600;

describe("beside Node's own conversion", () => {
  test("a signature in DER becomes one that Node verifies with `ieee-p1363`", () => {
    for (let run = 0; run < RUNS; run += 1) {
      const signature = fromDer(sign("sha256", data, privateKey));
      expect(signature).toHaveLength(64);
      expect(verify("sha256", data, { key: publicKey, dsaEncoding: "ieee-p1363" }, signature)).toBe(true);
      expect(verify("sha256", data, publicKey, toDer(signature))).toBe(true);
    }
  });

  test("a signature that Node made with `ieee-p1363` verifies in DER", () => {
    const der = toDer(sign("sha256", data, { key: privateKey, dsaEncoding: "ieee-p1363" }));
    expect(verify("sha256", data, publicKey, der)).toBe(true);
    expect(verify("sha256", Buffer.from("other"), publicKey, der)).toBe(false);
  });
});

test.each([
  ["small numbers", "01", "7f", "3006020101" + "02017f"],
  ["a first bit that is set", "80", "ff", "300802020080" + "020200ff"],
  ["full numbers", "80".repeat(32), "7f".repeat(32), `3045022100${"80".repeat(32)}0220${"7f".repeat(32)}`],
  ["zero, which no signature has", "", "", "3006020100" + "020100"],
])("%s", (_, r, s, der) => {
  expect(toDer(numbers(r, s)).toString("hex")).toBe(der);
  expect(fromDer(Buffer.from(der, "hex"))).toEqual(numbers(r, s));
});

test.each(["", "01"])("zeros are no signature", (s) => {
  expect(verify("sha256", data, publicKey, toDer(numbers("", s)))).toBe(false);
});
