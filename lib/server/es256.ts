/**
 * JWTs that are signed with a P-256 key (ES256) which comes with them, or with the session. They are verified by
 * `node:crypto`: importing a key through WebCrypto costs more than the check itself.
 */
import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { z } from "zod";
import { type BoundedMap, createBoundedMap } from "@/lib/session/bounded-map";
import type { PublicJwk } from "@/lib/session/dbsc";
import { hashToken } from "./crypto";
import { processSingleton } from "./singleton";

const coordinate = z.string().regex(/^[\w-]{43}$/);

/** A public key and nothing else: a private part in it means that the key is not secret. */
export const publicJwk = z
  .looseObject({ kty: z.literal("EC"), crv: z.literal("P-256"), x: coordinate, y: coordinate })
  .refine((jwk) => !["d", "k", "p", "q", "dp", "dq", "qi", "oth"].some((name) => name in jwk));

/** The parts of a JWT before anything in it is believed. */
export interface UnverifiedJwt {
  header: unknown;
  claims: unknown;
  signed: string;
  signature: Buffer;
}

/** @returns null for anything that has not the form of a JWT with a signature of ES256 */
export function readUnverified(jwt: string): UnverifiedJwt | null {
  const [, head, body, tail] = /^([\w-]+)\.([\w-]+)\.([\w-]{86})$/.exec(jwt) ?? [];
  if (!head || !body || !tail) return null;
  return {
    header: decode(head),
    claims: decode(body),
    signed: `${head}.${body}`,
    signature: Buffer.from(tail, "base64url"),
  };
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return null;
  }
}

/** @returns whether the holder of a key has signed a JWT */
export function isSignedBy(
  { signed, signature }: Pick<UnverifiedJwt, "signed" | "signature">,
  jwk: PublicJwk,
): boolean {
  const key = importKey(jwk);
  return key !== null && verify("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" }, signature);
}

/** Importing a key costs a third of a check. */
const MAX_IMPORTED_KEYS = 1000;

/** @returns null for a point that is not on the curve */
function importKey({ kty, crv, x, y }: PublicJwk): KeyObject | null {
  const name = `${x}.${y}`;
  const known = importedKeys().get(name);
  if (known) return known;
  try {
    const key = createPublicKey({ key: { kty, crv, x, y }, format: "jwk" });
    importedKeys().set(name, key);
    return key;
  } catch {
    return null;
  }
}

function importedKeys(): BoundedMap<string, KeyObject> {
  return processSingleton("imported device keys", () => createBoundedMap(MAX_IMPORTED_KEYS));
}

/** The SHA-256 thumbprint of a P-256 key (RFC 7638, section 3.2). */
export function thumbprintOf({ x, y }: Pick<PublicJwk, "x" | "y">): string {
  return hashToken(JSON.stringify({ crv: "P-256", kty: "EC", x, y }));
}
