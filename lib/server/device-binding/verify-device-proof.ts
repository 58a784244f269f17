/**
 * Verifies the header `DPoP` (RFC 9449, section 4.3): all that can be told without the session.
 */
import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { hashToken } from "@/lib/server/crypto";
import { processSingleton } from "@/lib/server/singleton";
import {
  decodePart,
  importKey,
  isSignedBy,
  publicJwk,
  splitJwt,
  thumbprintOf,
} from "@/lib/server/tokens/es256";
import { type BoundedMap, createBoundedMap } from "@/lib/session/bounded-map";
import type { DeviceProof } from "@/lib/session/device-binding/device-proof";
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
  const jwt = header.length <= MAX_LENGTH ? splitJwt(header) : null;
  const parsed = claimsSchema.safeParse(jwt && decodePart(jwt.claims));
  if (!jwt || !parsed.success) return { kind: "invalid" };
  const claims = parsed.data;
  const isForRequest = claims.htm === request.method && withoutQuery(claims.htu) === request.url;
  // A wrong clock is no reason to refuse a proof before its browser has seen the time of a nonce.
  const isFresh = isFreshNonce(claims.nonce, now);
  if (!isForRequest || (isFresh && !isRecentTime(claims.iat, now))) return { kind: "invalid" };

  const signer = signerOf(jwt.header);
  if (!signer || !isSignedBy(jwt, signer.key)) return { kind: "invalid" };
  const { thumbprint } = signer;
  const id = { hash: hashToken(`proof ${thumbprint} ${claims.jti}`), expiresAt: now + 2 * MAX_PROOF_AGE_MS };
  return { kind: "signed", thumbprint, isFresh, id };
}

/** The key that a header names. */
interface Signer {
  key: KeyObject;
  thumbprint: string;
}

/** Reading a header and importing its key costs half as much as the check of a signature. */
const MAX_CACHED_SIGNERS = 1000;

/**
 * A browser sends the same header with each proof.
 *
 * @param header the first part of the JWT
 * @returns null for a header that is not one of a proof
 */
function signerOf(header: string): Signer | null {
  const known = cachedSigners().get(header);
  if (known) return known;
  const parsed = headerSchema.safeParse(decodePart(header));
  const key = parsed.success ? importKey(parsed.data.jwk) : null;
  if (!parsed.success || !key) return null;
  const signer = { key, thumbprint: thumbprintOf(parsed.data.jwk) };
  cachedSigners().set(header, signer);
  return signer;
}

function cachedSigners(): BoundedMap<string, Signer> {
  return processSingleton("signers of proofs", () => createBoundedMap(MAX_CACHED_SIGNERS));
}

/** The address that is compared: normalized, without query and fragment. */
function withoutQuery(htu: string): string | null {
  const url = URL.canParse(htu) ? new URL(htu) : null;
  return url && url.username === "" && url.password === "" ? url.origin + url.pathname : null;
}
