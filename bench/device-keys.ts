/**
 * The keys of browsers whose sessions are bound to one. Signed by `node:crypto`, at once: a load that is slow to send its
 * requests would let fewer of them share a commit.
 */
import { generateKeyPairSync, randomUUID, sign } from "node:crypto";

export interface BenchKey {
  /**
   * @param url our origin and the path of the request
   * @param nonce the last one that the server gave; empty for none
   * @returns the header with a proof for one POST request (RFC 9449)
   */
  prove(url: string, nonce: string): { DPoP: string };
}

export function newBenchKey(): BenchKey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const head = encode({ typ: "dpop+jwt", alg: "ES256", jwk: publicKey.export({ format: "jwk" }) });
  return {
    prove(url, nonce) {
      const iat = Math.floor(Date.now() / 1000);
      const claims = { htm: "POST", htu: url, jti: randomUUID(), iat, ...(nonce && { nonce }) };
      const signed = `${head}.${encode(claims)}`;
      const signature = sign("sha256", Buffer.from(signed), { key: privateKey, dsaEncoding: "ieee-p1363" });
      return { DPoP: `${signed}.${signature.toString("base64url")}` };
    },
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
