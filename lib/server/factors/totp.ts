/** The codes of authenticator apps (TOTP, RFC 6238): SHA-1, six digits, 30 seconds, as every app knows them. */
import { createHmac, createSecretKey } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { PRODUCT_NAME } from "@/lib/session/product";

/** Bytes; the length of an HMAC-SHA-1 (RFC 4226, section 4, requirement 6). */
const SECRET_LENGTH = 20;
const FORM = { algorithm: "SHA1", digits: 6, period: 30 };
const ISSUER = PRODUCT_NAME;

/** With a key object: for each key in a buffer, Node throws two errors of its own before it takes it, at 10 µs a code. */
const hmac = (_: string, key: Uint8Array, message: Uint8Array) =>
  createHmac("sha1", createSecretKey(key)).update(message).digest();

/** @returns a new secret, in base 32 */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_LENGTH }).base32;
}

/**
 * @param email of the user, by which the app names the entry
 * @returns the `otpauth:` address that an app reads from a QR code
 */
export function totpUri(secret: string, email: string): string {
  return new TOTP({ ...FORM, issuer: ISSUER, label: email, secret: Secret.fromBase32(secret) }).toString();
}

/**
 * Finds the time step that a code belongs to, comparing in constant time. `lib/session/factors/totp.ts` decides whether it is a
 * good one.
 *
 * @param secret in base 32
 * @param token six digits
 * @param now milliseconds since the epoch
 * @returns the step, which is at most one away from the one at `now`; or null
 */
export function findTotpStep(secret: string, token: string, now: number): number | null {
  const key = Secret.fromBase32(secret);
  const delta = TOTP.validate({ ...FORM, secret: key, token, timestamp: now, window: 1, hmac });
  return delta === null ? null : TOTP.counter({ period: FORM.period, timestamp: now }) + delta;
}
