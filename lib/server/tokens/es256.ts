/**
 * JWTs that are signed with a P-256 key (ES256) which comes with them, or with the session. They are verified by
 * `node:crypto`: importing a key through WebCrypto costs more than the check itself.
 */
import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { z } from "zod";
import { hashToken } from "@/lib/server/crypto";
import type { PublicJwk } from "@/lib/session/device-binding/dbsc";
import { toDer } from "./es256-signature";

const coordinate = z.string().regex(/^[\w-]{43}$/);

/** A public key and nothing else: a private part in it means that the key is not secret. */
export const publicJwk = z
  .looseObject({ kty: z.literal("EC"), crv: z.literal("P-256"), x: coordinate, y: coordinate })
  .refine((jwk) => !["d", "k", "p", "q", "dp", "dq", "qi", "oth"].some((name) => name in jwk));

/** The parts of a JWT before anything in it is believed. */
export interface UnverifiedJwt {
  /** As it was sent, for `decodePart`. */
  header: string;
  /** As it was sent, for `decodePart`. */
  claims: string;
  signature: Buffer;
}

/** @returns null for anything that has not the form of a JWT with a signature of ES256 */
export function splitJwt(jwt: string): UnverifiedJwt | null {
  const [, header, claims, signature] = /^([\w-]+)\.([\w-]+)\.([\w-]{86})$/.exec(jwt) ?? [];
  return header && claims && signature
    ? { header, claims, signature: Buffer.from(signature, "base64url") }
    : null;
}

/** @returns the value of a part of a JWT; null for one that is no JSON */
export function decodePart(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return null;
  }
}

/** @param key null for one that could not be imported: it has signed nothing */
export function isSignedBy({ header, claims, signature }: UnverifiedJwt, key: KeyObject | null): boolean {
  return key !== null && verify("sha256", Buffer.from(`${header}.${claims}`), key, toDer(signature));
}

/** @returns null for a point that is not on the curve */
export function importKey({ kty, crv, x, y }: PublicJwk): KeyObject | null {
  try {
    return createPublicKey({ key: { kty, crv, x, y }, format: "jwk" });
  } catch {
    return null;
  }
}

/** The SHA-256 thumbprint of a P-256 key (RFC 7638, section 3.2). */
export function thumbprintOf({ x, y }: Pick<PublicJwk, "x" | "y">): string {
  return hashToken(JSON.stringify({ crv: "P-256", kty: "EC", x, y }));
}
