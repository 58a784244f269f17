import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { tempFolder } from "@/db/testing/temp-folder";
import { readConfig } from "./config";
import { readSecrets } from "./session-secret";

const SECRET = "0123456789abcdef0123456789abcdef";
const production = (secret: string) => readSecrets(secret, true, "/nowhere");

test("the first secret seals, all are kept in order", () => {
  const older = SECRET.toUpperCase();
  expect(readSecrets(`${SECRET}, ${older}`, false, "/nowhere")).toEqual([SECRET, older]);
});

describe("a secret in production has to be random", () => {
  test.each(["a".repeat(32), "abcd".repeat(8), `${"0".repeat(31)}1`, "passwordpasswordpasswordpassword"])(
    "%s is refused",
    (secret) => expect(() => production(secret)).toThrow(/^SESSION_SECRET: is easy to guess/),
  );

  test("sixteen random bytes in hexadecimal, and 48 in base64, are random enough, every time", () => {
    for (let turn = 0; turn < 500; turn += 1) {
      production(randomBytes(16).toString("hex"));
      production(randomBytes(48).toString("base64"));
    }
  });
});

describe("outside production, a secret is generated and stored", () => {
  test("the next start uses the same secret; only its owner can read it, and no temporary file stays", () => {
    const folder = tempFolder();
    const [made] = readSecrets(undefined, false, folder);
    expect(made.length).toBeGreaterThanOrEqual(64);
    expect(readConfig({ NODE_ENV: "test", SESSION_SECRET: "" }, folder).secrets).toEqual([made]);
    expect(statSync(path.join(folder, "data", "session-secret")).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.join(folder, "data"))).toEqual(["session-secret"]);
    expect(readFileSync(path.join(folder, "data", "session-secret"), "utf8")).toBe(made);
  });

  test("another folder gets another secret", () => {
    const made = () => readSecrets(undefined, false, tempFolder())[0];
    expect(made()).not.toBe(made());
  });
});
