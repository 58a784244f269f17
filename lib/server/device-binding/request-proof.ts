/** The proof of a key that a request carries, verified when it is first asked for. */

import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { addressKey, consumeAndUseId } from "@/lib/server/rate-limit";
import { type DeviceProof, signInProof } from "@/lib/session/device-binding/device-proof";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { type ProvenRequest, verifyDeviceProof } from "./verify-device-proof";

/** Each method does its work once for a request. */
export interface RequestProof {
  /** For a session there is: the rules compare the proof with it. */
  read(): Promise<DeviceProof>;
  /** For a session that the request opens. It uses the proof up. @returns as `findSignInKey` */
  signInKey(): Promise<SignInKey>;
}

/** The thumbprint of the key that a new session is bound to; null for none. */
type SignInKey = string | null | Failure;

/**
 * @param header the request's header `DPoP`; null without one
 * @param ipAddress where the request came from; null when it is not known
 */
export function readRequestProof(
  header: string | null,
  request: ProvenRequest,
  ipAddress: string | null,
): RequestProof {
  const verify = async (): Promise<DeviceProof> =>
    header === null ? { kind: "none" } : verifyDeviceProof(header, request, await database().now());
  return lazyProof(verify, ipAddress);
}

/**
 * The proof of a sign-in that spans two requests: the first has proved the key, and the second opens the session.
 *
 * @param thumbprint what `findSignInKey` returned for the first request, kept where the browser cannot change it
 */
export function provenEarlier(thumbprint: string | null): RequestProof {
  return { read: async () => ({ kind: "none" }), signInKey: async () => thumbprint };
}

/** A client, as far as its proof goes. */
interface Prover {
  proof?: RequestProof;
}

const noProof = () => lazyProof(async () => ({ kind: "none" }), null);

function lazyProof(verify: () => Promise<DeviceProof>, ipAddress: string | null): RequestProof {
  let proof: Promise<DeviceProof> | undefined;
  let key: Promise<SignInKey> | undefined;
  const read = () => {
    proof ??= config().deviceBinding === "off" ? Promise.resolve({ kind: "unasked" }) : verify();
    return proof;
  };
  return {
    read,
    signInKey() {
      key ??= read().then((proof) => useForSignIn(proof, ipAddress));
      return key;
    },
  };
}

/** Anyone can make keys, and proofs by them: without a limit each request would leave a row, also one that is refused. */
async function useForSignIn(proof: DeviceProof, ipAddress: string | null): Promise<SignInKey> {
  const accepted = signInProof(proof, config().deviceBinding);
  if (accepted === null || isFailure(accepted)) return accepted;
  const isFirst = await consumeAndUseId({ limit: "signInProof", key: addressKey(ipAddress) }, accepted.id);
  if (isFailure(isFirst)) return isFirst;
  return isFirst ? accepted.thumbprint : fail("device_proof_required");
}

/** @returns what the request shows of a key; `none` for one that can carry no proof */
export function readDeviceProof({ proof = noProof() }: Prover): Promise<DeviceProof> {
  return proof.read();
}

/**
 * Finds the key that a session opened by this request is bound to. Ask before a password is looked at.
 *
 * @returns its thumbprint; null without a proof; or `device_proof_required` for a proof that is not good,
 *   `use_dpop_nonce` for one that needs a newer nonce, `device_key_unavailable` without one where DEVICE_BINDING requires it,
 *   `rate_limited` after too many proofs from one address
 */
export function findSignInKey({ proof = noProof() }: Prover): Promise<SignInKey> {
  return proof.signInKey();
}

/**
 * The same once a session is opened.
 *
 * @throws Error for a refusal: an endpoint that opens a session asks `findSignInKey` first
 */
export async function keyOfNewSession(client: Prover): Promise<string | null> {
  const key = await findSignInKey(client);
  if (isFailure(key)) throw new Error(`a session without its key: ${key.code}`);
  return key;
}

/**
 * For calls that check a factor before they rotate: a proof that only needs a newer nonce is refused before the factor is
 * used up. Whatever else is wrong with it, the rule finds.
 *
 * @returns `use_dpop_nonce`, or null
 */
export async function refuseStaleProof(client: Prover): Promise<Failure<"use_dpop_nonce"> | null> {
  const proof = await readDeviceProof(client);
  return proof.kind === "signed" && !proof.isFresh ? fail("use_dpop_nonce") : null;
}
