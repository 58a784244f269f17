/**
 * Verifies the header `DPoP` (RFC 9449, section 4.3): all that can be told without the session.
 */
import { z } from "zod";
import type { DeviceProof } from "@/lib/session/device-proof";
import { hashToken } from "./crypto";
import { isSignedBy, publicJwk, readUnverified, thumbprintOf } from "./es256";
import { isFreshNonce, isRecentTime, MAX_PROOF_AGE_MS } from "./proof-nonce";

/** A proof has some 500 characters. */
const MAX_LENGTH = 2048;
const MAX_ID_LENGTH = 128;

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
  const { jwk, claims, token } = parsed;
  const isForRequest = claims.htm === request.method && withoutQuery(claims.htu) === request.url;
  // A wrong clock is no reason to refuse a proof before its browser has seen the time of a nonce.
  const isFresh = isFreshNonce(claims.nonce, now);
  if (!isForRequest || (isFresh && !isRecentTime(claims.iat, now))) return { kind: "invalid" };

  if (!isSignedBy(token, jwk)) return { kind: "invalid" };
  const thumbprint = thumbprintOf(jwk);
  const id = { hash: hashToken(`proof ${thumbprint} ${claims.jti}`), expiresAt: now + 2 * MAX_PROOF_AGE_MS };
  return { kind: "signed", thumbprint, isFresh, id };
}

function parse(header: string) {
  const token = readUnverified(header);
  const head = headerSchema.safeParse(token?.header);
  const claims = claimsSchema.safeParse(token?.claims);
  return token && head.success && claims.success ? { jwk: head.data.jwk, claims: claims.data, token } : null;
}

/** The address that is compared: normalized, without query and fragment. */
function withoutQuery(htu: string): string | null {
  const url = URL.canParse(htu) ? new URL(htu) : null;
  return url && url.username === "" && url.password === "" ? url.origin + url.pathname : null;
}
