/**
 * Randomness, hashes and seals: all secrets that this server generates or stores.
 */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomFillSync,
} from "node:crypto";
import { sealData, unsealData } from "iron-session";
import { fairDigits } from "@/lib/session/organizations/base62";
import { PRODUCT_SLUG } from "@/lib/session/product";
import { processSingleton } from "./singleton";

/**
 * Random bytes for the next ids and secrets: each request needs some, and asking the system for them costs more than their
 * use. Those that wait here are no secret of anyone yet.
 */
const randomPool = Buffer.alloc(4096);
let usedRandomBytes = randomPool.length;

/**
 * Takes bytes of the system's random generator, fetched many at a time.
 *
 * @param length bytes, at most 4,096
 * @returns bytes that nothing else gets; the pool keeps no copy of them
 * @throws RangeError for more
 */
export function takeRandomBytes(length: number): Buffer {
  if (length > randomPool.length) throw new RangeError(`${length} random bytes are more than the pool holds`);
  if (usedRandomBytes + length > randomPool.length) {
    randomFillSync(randomPool);
    usedRandomBytes = 0;
  }
  const part = randomPool.subarray(usedRandomBytes, usedRandomBytes + length);
  usedRandomBytes += length;
  // In memory of its own: `Buffer.from` would put it into memory that other buffers share.
  const taken = Buffer.allocUnsafeSlow(length);
  part.copy(taken);
  part.fill(0);
  return taken;
}

/** @returns an id of 128 random bits (base64url, 22 characters); not a secret, but not to be guessed. */
export function newId(): string {
  return takeRandomBytes(16).toString("base64url");
}

/** @returns a secret that nobody can guess: 256 random bits, base64url, 43 characters (OWASP ASVS 5.0, 7.2.3) */
export function newSecret(): string {
  return takeRandomBytes(32).toString("base64url");
}

/** @returns a refresh token: a secret of its own for each rotation */
export function newRefreshToken(): string {
  return newSecret();
}

/** @returns random characters of base62, each with almost six bits */
export function newBase62(length: number): string {
  let text = "";
  while (text.length < length) text += fairDigits(takeRandomBytes(length));
  return text.slice(0, length);
}

/** @returns the SHA-256 of a token, base64url; the token itself is never stored. */
export function hashToken(token: string): string {
  return hash("sha256", token, "base64url");
}

const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/** @returns a key for one purpose that only the holder of the secret can derive (HKDF, RFC 5869) */
function keyFrom(secret: string, purpose: string): KeyObject {
  return createSecretKey(new Uint8Array(hkdfSync("sha256", secret, "", `${PRODUCT_SLUG} ${purpose}`, 32)));
}

/**
 * Derives a key from one of our secrets. It is derived once: there are few secrets and few purposes.
 *
 * @returns a key for one purpose that only the holder of the secret can derive
 */
export function ownKey(secret: string, purpose: string): KeyObject {
  const keys = processSingleton("own keys", () => new Map<string, KeyObject>());
  const name = `${purpose} ${secret}`;
  const key = keys.get(name) ?? keyFrom(secret, purpose);
  keys.set(name, key);
  return key;
}

/** AES-256-GCM with a random nonce, base64url: nonce, ciphertext, tag. */
function encrypt(key: KeyObject, text: string): string {
  const nonce = takeRandomBytes(NONCE_LENGTH);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]).toString(
    "base64url",
  );
}

/** @throws Error when `sealed` was not made by `encrypt` with the same key */
function decrypt(key: KeyObject, sealed: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_LENGTH), {
    authTagLength: TAG_LENGTH, // a shorter one would be easier to guess
  });
  decipher.setAuthTag(bytes.subarray(-TAG_LENGTH));
  return (
    decipher.update(bytes.subarray(NONCE_LENGTH, -TAG_LENGTH), undefined, "utf8") + decipher.final("utf8")
  );
}

/**
 * Seals a token's successor under the token itself. A client that presents the predecessor again can be given the same
 * successor, and the database alone reveals nothing.
 */
export function sealSuccessor(token: string, successor: string): string {
  return encrypt(keyFrom(token, "successor"), successor);
}

/** @throws Error when `sealed` was not made by `sealSuccessor` with the same token. */
export function openSuccessor(token: string, sealed: string): string {
  return decrypt(keyFrom(token, "successor"), sealed);
}

/** Seals a secret that the database keeps, such as the one of an authenticator app, under the first of our secrets. */
export function sealSecret(text: string, [secret]: readonly [string, ...string[]]): string {
  return encrypt(ownKey(secret, "stored secret"), text);
}

/**
 * Opens a secret with the one of our secrets that sealed it.
 *
 * @returns what was sealed and which secret it was (0 = the first), or null for anything that none of them has sealed
 */
export function openSecret(
  sealed: string,
  secrets: readonly string[],
): { text: string; secretIndex: number } | null {
  for (const [secretIndex, secret] of secrets.entries()) {
    try {
      return { text: decrypt(ownKey(secret, "stored secret"), sealed), secretIndex };
    } catch {
      // Sealed under another secret.
    }
  }
  return null;
}

/**
 * Seals a value under the first of our secrets. A seal does not expire by itself: its reader checks its age.
 * The password is passed as a string on purpose: in a list, iron-session numbers passwords by position, and dropping
 * one would break the seals of the rest.
 */
export function seal(value: object, [secret]: readonly [string, ...string[]]): Promise<string> {
  return sealData(value, { password: secret, ttl: 0 });
}

/**
 * Opens a seal with the one of our secrets that made it.
 *
 * @returns what was sealed and which secret it was (0 = the first), or null for anything we did not seal
 */
export async function unseal(
  sealed: string,
  secrets: readonly string[],
): Promise<{ value: unknown; secretIndex: number } | null> {
  for (const [secretIndex, password] of secrets.entries()) {
    const value = await unsealData<Record<string, unknown>>(sealed, { password, ttl: 0 });
    // iron-session returns an empty object for a seal it cannot open; we never seal an empty object.
    if (Object.keys(value).length > 0) return { value, secretIndex };
  }
  return null;
}
