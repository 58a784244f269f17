/**
 * The nonces of device proofs (RFC 9449, section 8): a time that only this installation can sign. Nothing is stored, and
 * every node with the same secret accepts those of the others.
 */
import { createHmac, type KeyObject, timingSafeEqual } from "node:crypto";
import { config } from "./config";
import { ownKey } from "./crypto";

/** How old a proof may be, by its nonce. */
export const MAX_PROOF_AGE_MS = 60_000;
/** How far the clocks of two nodes may be apart. */
const CLOCK_LEEWAY_MS = 5_000;

/**
 * @param now milliseconds since the epoch
 * @returns a nonce: the time in seconds, and a code that proves it is ours. A browser whose clock is wrong may read the
 *   time from it
 */
export function newProofNonce(now: number): string {
  const [key] = nonceKeys();
  const time = String(Math.floor(now / 1000));
  return `${time}.${key ? codeOf(time, key).toString("base64url") : ""}`;
}

/** @returns whether a nonce is ours and at most `MAX_PROOF_AGE_MS` old */
export function isFreshNonce(nonce: unknown, now: number): boolean {
  const [, time, code] = typeof nonce === "string" ? (/^(\d{1,12})\.([\w-]{22})$/.exec(nonce) ?? []) : [];
  if (!time || !code || !isRecentTime(Number(time), now)) return false;
  const given = Buffer.from(code, "base64url");
  return nonceKeys().some((key) => timingSafeEqual(codeOf(time, key), given));
}

/** @param seconds since the epoch */
export function isRecentTime(seconds: number, now: number): boolean {
  const age = now - seconds * 1000;
  return age >= -CLOCK_LEEWAY_MS && age < MAX_PROOF_AGE_MS + 1000;
}

function codeOf(time: string, key: KeyObject): Buffer {
  return createHmac("sha256", key).update(time).digest().subarray(0, 16);
}

/** One for each secret; the first signs. */
function nonceKeys(): KeyObject[] {
  return config().secrets.map((secret) => ownKey(secret, "proof nonce"));
}
