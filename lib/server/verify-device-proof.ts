/**
 * Verifies the header `DPoP` (RFC 9449, section 4.3): all that can be told without the session.
 */
import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { z } from "zod";
import { type BoundedMap, createBoundedMap } from "@/lib/session/bounded-map";
import type { DeviceProof } from "@/lib/session/device-proof";
import { hashToken } from "./crypto";
import { isFreshNonce, isRecentTime, MAX_PROOF_AGE_MS } from "./proof-nonce";
import { processSingleton } from "./singleton";

/** A proof has some 500 characters. */
const MAX_LENGTH = 2048;
const MAX_ID_LENGTH = 128;

const coordinate = z.string().regex(/^[\w-]{43}$/);
/** A public key and nothing else: a private part in it means that the key is not secret. */
const publicJwk = z
  .looseObject({ kty: z.literal("EC"), crv: z.literal("P-256"), x: coordinate, y: coordinate })
  .refine((jwk) => !["d", "k", "p", "q", "dp", "dq", "qi", "oth"].some((name) => name in jwk));
/** One algorithm: never `none`, and none that a shared secret verifies (RFC 8725, section 3.1). */
const headerSchema = z
  .looseObject({ typ: z.literal("dpop+jwt"), alg: z.literal("ES256"), jwk: publicJwk })
  .refine((header) => !("crit" in header));
const claimsSchema = z.looseObject({
  htm: z.string(),
  htu: z.string(),
  jti: z.string().min(1).max(MAX_ID_LENGTH),
  iat: z.number(),
  nonce: z.unknown().optional(),
});

/** The request that a proof was made for. */
export interface ProvenRequest {
  method: string;
  /** Our origin and the path. */
  url: string;
}

/**
 * @param header the header as it came; with two of them it is no proof
 * @param now milliseconds since the epoch
 */
export function verifyDeviceProof(header: string, request: ProvenRequest, now: number): DeviceProof {
  const parsed = header.length <= MAX_LENGTH ? parse(header) : null;
  if (!parsed) return { kind: "invalid" };
  const { jwk, claims, signed, signature } = parsed;
  const isForRequest = claims.htm === request.method && withoutQuery(claims.htu) === request.url;
  // A wrong clock is no reason to refuse a proof before its browser has seen the time of a nonce.
  const isFresh = isFreshNonce(claims.nonce, now);
  if (!isForRequest || (isFresh && !isRecentTime(claims.iat, now))) return { kind: "invalid" };

  const key = importKey(jwk);
  const isSigned =
    key !== null && verify("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" }, signature);
  if (!isSigned) return { kind: "invalid" };
  const thumbprint = thumbprintOf(jwk);
  const id = { hash: hashToken(`proof ${thumbprint} ${claims.jti}`), expiresAt: now + 2 * MAX_PROOF_AGE_MS };
  return { kind: "signed", thumbprint, isFresh, id };
}

function parse(header: string) {
  const [, head, body, tail] = /^([\w-]+)\.([\w-]+)\.([\w-]{86})$/.exec(header) ?? [];
  if (!head || !body || !tail) return null;
  const read = headerSchema.safeParse(decode(head));
  const claims = claimsSchema.safeParse(decode(body));
  if (!read.success || !claims.success) return null;
  const { jwk } = read.data;
  return { jwk, claims: claims.data, signed: `${head}.${body}`, signature: Buffer.from(tail, "base64url") };
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    return null;
  }
}

/** Importing a key costs a third of a check. */
const MAX_IMPORTED_KEYS = 1000;

/** @returns null for a point that is not on the curve */
function importKey({ kty, crv, x, y }: z.infer<typeof publicJwk>): KeyObject | null {
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
function thumbprintOf({ x, y }: { x: string; y: string }): string {
  return hashToken(JSON.stringify({ crv: "P-256", kty: "EC", x, y }));
}

/** The address that is compared: normalized, without query and fragment. */
function withoutQuery(htu: string): string | null {
  const url = URL.canParse(htu) ? new URL(htu) : null;
  return url && url.username === "" && url.password === "" ? url.origin + url.pathname : null;
}
