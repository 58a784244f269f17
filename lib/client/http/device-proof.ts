/** The proof that a request comes from a browser that keeps a key. */
import type { DeviceKey } from "@/lib/client/browser/device-key";

/** The claims of a proof (RFC 9449, section 4.2). */
interface ProofClaims {
  /** The method of the request. */
  htm: string;
  /** Its address, without a query. */
  htu: string;
  /** An id that no other proof has. */
  jti: string;
  /** When the proof was made, in seconds since the epoch. */
  iat: number;
  nonce?: string;
}

/** @returns the value of the header `DPoP` of one request */
export async function signProof(key: DeviceKey, claims: ProofClaims): Promise<string> {
  const header = { typ: "dpop+jwt", alg: "ES256", jwk: key.publicJwk };
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${base64url(new Uint8Array(await key.sign(signed)))}`;
}

function encode(part: object): string {
  return base64url(new TextEncoder().encode(JSON.stringify(part)));
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
