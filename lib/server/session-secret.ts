/** SESSION_SECRET: the secrets that seal cookies and the keys of access tokens. */
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ConfigurationError } from "./errors";

const MIN_SECRET_LENGTH = 32;
/** Any random secret of that length has far more, and a pattern far less. */
const MIN_SECRET_BITS = 90;

/**
 * Reads the secrets, newest first. Outside production a missing one is made, and stored for the next start.
 *
 * @param value comma-separated
 * @param root the project's root; the stored secret is in its folder `data`
 * @returns the secrets: the first seals, all unseal
 * @throws ConfigurationError for a secret that is too short or, in production, missing or easy to guess
 */
export function readSecrets(
  value: string | undefined,
  production: boolean,
  root: string,
): [string, ...string[]] {
  const howTo = "Make one with: openssl rand -base64 48";
  if (value === undefined) {
    if (production) throw new ConfigurationError(`SESSION_SECRET: is needed in production. ${howTo}`);
    return readSecrets(
      storedSecret(path.join(/* turbopackIgnore: true */ root, "data", "session-secret")),
      production,
      root,
    );
  }
  const [first, ...older] = value.split(",").map((secret) => secret.trim());
  if (production && first && entropyOf(first) < MIN_SECRET_BITS) {
    throw new ConfigurationError(`SESSION_SECRET: is easy to guess: it repeats itself too much. ${howTo}`);
  }
  if (!first || [first, ...older].some((secret) => secret.length < MIN_SECRET_LENGTH)) {
    throw new ConfigurationError(
      `SESSION_SECRET: each secret needs ${MIN_SECRET_LENGTH} characters or more. ${howTo}`,
    );
  }
  return [first, ...older];
}

/** @returns bits of Shannon entropy, from how often each character occurs: an upper bound of the secret's entropy */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length);
  return bits;
}

/**
 * Reads the secret stored in a file, and makes it if there is none. The file gets its name only when it is complete, so
 * that two starts at once use the same secret, and an interrupted one leaves none.
 */
function storedSecret(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  const made = `${file}.${randomBytes(8).toString("hex")}`;
  try {
    writeFileSync(made, randomBytes(48).toString("base64"), { mode: 0o600, flag: "wx" });
    linkSync(made, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(made, { force: true });
  }
  return readFileSync(/* turbopackIgnore: true */ file, "utf8").trim();
}
