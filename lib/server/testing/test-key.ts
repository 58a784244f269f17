/** A browser's key in tests, and the proofs it makes (RFC 9449). */
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";

export interface ProofParts {
  /** Left out of the proof when undefined. */
  nonce?: string | undefined;
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
}

export interface TestKey {
  thumbprint: string;
  jwk: JWK;
  privateJwk: JWK;
  /**
   * @param url our origin and the path of the request that it is for
   * @param now milliseconds since the epoch
   * @returns the header `DPoP` of one request
   */
  prove(method: string, url: string, now: number, parts?: ProofParts): Promise<string>;
}

export async function newTestKey(): Promise<TestKey> {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = await exportJWK(publicKey);
  return {
    jwk,
    privateJwk: await exportJWK(privateKey),
    thumbprint: await calculateJwkThumbprint(jwk),
    prove(method, url, now, { nonce, header = {}, claims = {} } = {}) {
      const own = { htm: method, htu: url, jti: crypto.randomUUID(), iat: Math.floor(now / 1000) };
      return new SignJWT({ ...own, ...(nonce !== undefined && { nonce }), ...claims })
        .setProtectedHeader({ typ: "dpop+jwt", alg: "ES256", jwk, ...header })
        .sign(privateKey);
    },
  };
}
