/**
 * The nonces of device proofs (RFC 9449, section 8): a time that only this installation can sign. Nothing is stored, and
 * every node with the same secret accepts those of the others.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { config } from "@/lib/server/config";
import { ownKey } from "@/lib/server/crypto";
import { processSingleton } from "@/lib/server/singleton";
import { type BoundedMap, createBoundedMap } from "@/lib/session/bounded-map";

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
  const [secret] = config().secrets;
  const time = String(Math.floor(now / 1000));
  return `${time}.${codeOf(time, secret).toString("base64url")}`;
}

/** @returns whether a nonce is ours and at most `MAX_PROOF_AGE_MS` old */
export function isFreshNonce(nonce: unknown, now: number): boolean {
  const [, time, code] = typeof nonce === "string" ? (/^(\d{1,12})\.([\w-]{22})$/.exec(nonce) ?? []) : [];
  if (!time || !code || !isRecentTime(Number(time), now)) return false;
  const given = Buffer.from(code, "base64url");
  return config().secrets.some((secret) => timingSafeEqual(codeOf(time, secret), given));
}

/** @param seconds since the epoch */
export function isRecentTime(seconds: number, now: number): boolean {
  const age = now - seconds * 1000;
  return age >= -CLOCK_LEEWAY_MS && age < MAX_PROOF_AGE_MS + 1000;
}

/** The requests of one second share a nonce, and most proofs have one of the last seconds. */
const MAX_CACHED_CODES = 200;

/** @param time that is recent: others would push those out of the cache */
function codeOf(time: string, secret: string): Buffer {
  const name = `${time} ${secret}`;
  const known = cachedCodes().get(name);
  if (known) return known;
  const code = createHmac("sha256", ownKey(secret, "proof nonce")).update(time).digest().subarray(0, 16);
  cachedCodes().set(name, code);
  return code;
}

function cachedCodes(): BoundedMap<string, Buffer> {
  return processSingleton("codes of nonces", () => createBoundedMap(MAX_CACHED_CODES));
}
