/** The codes that are sent by e-mail: made at random, stored as a keyed hash, compared in constant time. */
import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import { config } from "@/lib/server/config";
import { ownKey } from "@/lib/server/crypto";
import { plainCode } from "@/lib/session/factors/typed-code";
import type { CodeMatcher } from "@/lib/session/sign-in/challenges";

/** @returns six random digits (OWASP ASVS 5.0, 6.5.3 and 6.5.4) */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, "0");
}

/**
 * Hashes a code under the first of our secrets. A million codes are soon tried: without the secret, the database alone
 * reveals nothing.
 *
 * @param purpose the id of what the code is for; the same code for another purpose has another hash
 */
export function hashCode(code: string, purpose: string): string {
  return keyedHash(code, purpose, config().secrets[0]);
}

/**
 * Compares a typed code with stored hashes, under each of our secrets.
 *
 * @param typed with spaces, or digits of any script's width
 */
export function codeMatcher(typed: string, purpose: string): CodeMatcher {
  const code = plainCode(typed);
  const hashes = config().secrets.map((secret) => keyedHash(code, purpose, secret));
  return (stored) => hashes.map((hash) => isSame(hash, stored ?? "")).includes(true);
}

function keyedHash(code: string, purpose: string, secret: string): string {
  return createHmac("sha256", ownKey(secret, "code")).update(`${purpose} ${code}`).digest("base64url");
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
