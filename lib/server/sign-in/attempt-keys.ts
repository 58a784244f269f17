/**
 * The key of an attempt, which only the browser that began it gets, in a cookie of its own. The id in the browser cookie
 * is not enough: that cookie lasts, and another user of the device may have copied it before.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { config } from "@/lib/server/config";
import { ownKey } from "@/lib/server/crypto";
import { processSingleton } from "@/lib/server/singleton";
import { type BoundedMap, createBoundedMap } from "@/lib/session/bounded-map";

/** @returns the key: a keyed hash of the attempt's id under the first of our secrets, base64url */
export function attemptKey(id: string): string {
  return keyedHash(id, config().secrets[0]).toString("base64url");
}

/** @returns whether a key is the one of the attempt, under any of our secrets; compared in constant time */
export function isAttemptKey(key: string, id: string): boolean {
  const given = Buffer.from(key, "base64url");
  const isMade = (made: Buffer) => made.length === given.length && timingSafeEqual(made, given);
  return config().secrets.some((secret) => isMade(keyedHash(id, secret)));
}

/** Attempts whose keys were computed before: a browser sends the key of each with every request, as long as it lasts. */
const MAX_CACHED_KEYS = 1000;

function keyedHash(id: string, secret: string): Buffer {
  const name = `${id} ${secret}`;
  const known = cachedKeys().get(name);
  if (known) return known;
  const made = createHmac("sha256", ownKey(secret, "attempt")).update(id).digest();
  cachedKeys().set(name, made);
  return made;
}

function cachedKeys(): BoundedMap<string, Buffer> {
  return processSingleton("keys of attempts", () => createBoundedMap(MAX_CACHED_KEYS));
}
