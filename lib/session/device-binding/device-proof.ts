/**
 * The proof that a request comes from the browser a session is bound to: one by the key that scripts use (RFC 9449), or the
 * bound cookie of a browser that keeps the key itself (dbsc.ts). It is asked for only when the refresh
 * table would answer with a token: a reused token still ends the family, and a wrong proof never ends or rotates
 * anything.
 */

import { type Actor, type Change, type Decision, type Family, noChange } from "@/lib/session/decision";
import { type Failure, fail } from "@/lib/session/failure";
import type { SessionRecord } from "@/lib/session/session";
import { type BoundCookie, isProvenByCookie, scriptKey } from "./dbsc";

/** What a request shows of a key, before its session is known. */
export type DeviceProof =
  /** The deployment asks for no proof. */
  | { kind: "unasked" }
  | { kind: "none" }
  /** Malformed, made for another request, or not signed by the key it names. */
  | { kind: "invalid" }
  | SignedProof;

export interface SignedProof {
  kind: "signed";
  /** The thumbprint (RFC 7638) of the key that signed it. */
  thumbprint: string;
  /** Whether it contains a nonce of ours that is new enough. */
  isFresh: boolean;
  /** What is remembered of it, so that it is good once. `expiresAt`: when its age alone refuses it. */
  id: { hash: string; expiresAt: number };
}

/** The proof that a command comes with. */
export interface ProofCommand {
  actor: Actor;
  /** Left out: none. A session that is bound is refused then. */
  proof?: DeviceProof;
  /** The bound cookies that came along; left out: none. */
  boundCookies?: readonly BoundCookie[];
  /** The user has just proved who they are: a proof by another key binds the session to that one. */
  replacesKey?: boolean;
}

/** `use_dpop_nonce`: the same with a newer nonce would do (RFC 9449, section 8). */
export type ProofCode = "use_dpop_nonce" | "device_proof_required";

/** The user is told of refused proofs once in this time. */
const REPORT_INTERVAL_MS = 60 * 60 * 1000;

/**
 * Decides whether a request may have the token of a session.
 *
 * @param family its `proofUsed` says whether the proof was used before
 * @param now milliseconds since the epoch
 * @returns outcome: the session, with the key it is bound to from now on; or why the proof is refused
 */
export function decideProof(
  { session, proofUsed = false }: Pick<Family, "session" | "proofUsed">,
  command: ProofCommand,
  now: number,
): Decision<SessionRecord | Failure<ProofCode>> {
  const { proof = { kind: "none" }, boundCookies = [], replacesKey = false } = command;
  const isBound = session.binding !== null;
  if (proof.kind === "unasked" || (!isBound && !replacesKey)) return noChange(session);
  if (isProvenByCookie(session, boundCookies, now)) return noChange(session);
  if (proof.kind !== "signed") return isBound ? refuse(session, command.actor, now) : noChange(session);
  const isKnownKey = proof.thumbprint === scriptKey(session);
  if (isBound && !isKnownKey && !replacesKey) return refuse(session, command.actor, now);
  if (!proof.isFresh) return noChange(fail("use_dpop_nonce"));
  if (proofUsed) return refuse(session, command.actor, now);

  const spent: Change = { kind: "use-id", id: proof.id };
  if (isKnownKey) return { outcome: session, changes: [spent], events: [] };
  const set = { binding: "key", boundKey: proof.thumbprint } as const;
  const changes: Change[] = [spent, { kind: "update-session", id: session.id, set }];
  return { outcome: { ...session, ...set }, changes, events: [] };
}

/** Nothing of the session changes. The user is told, but not of every request: a thief could fill the page with them. */
function refuse(
  { id, userId, proofRefusedAt }: SessionRecord,
  actor: Actor,
  now: number,
): Decision<Failure<ProofCode>> {
  const outcome = fail("device_proof_required");
  if (proofRefusedAt !== null && now - proofRefusedAt < REPORT_INTERVAL_MS) return noChange(outcome);
  return {
    outcome,
    changes: [{ kind: "update-session", id, set: { proofRefusedAt: now } }],
    events: [{ name: "device_proof_refused", at: now, userId, sessionId: id, actor, reason: null }],
  };
}

/**
 * The same for a session that is about to be opened, so before its user is known.
 *
 * @param binding `DEVICE_BINDING`
 * @returns the proof whose key the session is bound to, once it is used for the first time; null for a session without a
 *   key; or why there will be none
 */
export function signInProof(
  proof: DeviceProof,
  binding: DeviceBinding,
): SignedProof | null | Failure<ProofCode | "device_key_unavailable"> {
  switch (proof.kind) {
    case "unasked":
      return null;
    case "none":
      return binding === "required" ? fail("device_key_unavailable") : null;
    case "invalid":
      return fail("device_proof_required");
    case "signed":
      return proof.isFresh ? proof : fail("use_dpop_nonce");
  }
}

/** `DEVICE_BINDING`: whether sessions are bound to a key of the browser, and whether those without one are opened. */
export type DeviceBinding = "off" | "optional" | "required";
