/**
 * The server of the model: the real rules, over rows in memory. A token is its name, and a seal is the name of the
 * token it holds.
 */

import { decidePasswordChange, type PasswordChangeOutcome } from "@/lib/session/account/password-change";
import type { Decision } from "@/lib/session/decision";
import type { SignedProof } from "@/lib/session/device-binding/device-proof";
import type { ErrorCode } from "@/lib/session/errors";
import { isFailure } from "@/lib/session/failure";
import { classify, decideRefresh } from "@/lib/session/refresh";
import { decideSignIn } from "@/lib/session/sign-in/sign-in";
import { decideSignOut } from "@/lib/session/sign-out";
import { nameOf } from "./cookie-jar";
import type { MemoryStore } from "./memory-store";
import type { ModelResponse, Request, State, World } from "./model-state";
import { actorOf, DEVICE, POLICY } from "./test-records";

const EVER = { idle: 1e15, absolute: 1e15, rememberIdle: 1e15, rememberAbsolute: 1e15 };
const SESSION_POLICY = { ...POLICY, limits: EVER };
const NO_ACTOR = actorOf(null);

/** Decides a request, writes the decision into the state's store, and answers. */
export function answerTo(state: State, request: Request, world: World): ModelResponse {
  const { kind, presented, bearer, owner } = request;
  if (kind === "sign in") {
    signIn(state, "b", "ada", world.bound);
    return { kind: "signed in", session: "b" };
  }
  const { store, now } = state;
  const proof = proofOf(request.proofId);
  const found = presented === null ? null : store.family(presented, proof);
  if (kind === "sign out" || kind === "sign out one") {
    const session = found?.session.id ?? "";
    state.signedOut = [...state.signedOut, session];
    store.commit(decideSignOut(found, NO_ACTOR, now, POLICY));
    if (kind === "sign out") return { kind: "signed out" };
    if (!world.signsOutAlone) signOutAll(state);
    return { kind: "one signed out", session };
  }
  if (kind === "refresh" && world.namesUser && found && found.session.userId !== owner)
    return { kind: "refused" };
  const family = found && world.hide(found);
  const fresh = found ? nameOf(found.session.id, found.session.generation + 1) : "none";
  const command = { candidate: { hash: fresh, sealed: fresh }, actor: NO_ACTOR, proof };
  if (kind === "change password") {
    if (!found || bearer === null || bearer < found.session.minGeneration) return { kind: "superseded" };
    const change = {
      sessionId: found.session.id,
      verifiedHash: "hash-1",
      passwordHash: "hash-1",
      signOutOthers: true,
    };
    return decided(store, decidePasswordChange(family, { ...command, ...change }, now, POLICY), fresh);
  }
  const answer = decided(store, decideRefresh(family, command, now, POLICY), fresh);
  if (kind !== "switch") return answer;
  return answer.kind === "token" ? { kind: "switched", token: answer.token } : { kind: "refused" };
}

/** What no server may do when one account is signed out. */
function signOutAll({ store, now }: State): void {
  for (const { id, generation } of store.sessions.values())
    store.commit(decideSignOut(store.family(nameOf(id, generation)), NO_ACTOR, now, POLICY));
}

const FAILURES: { [code in ErrorCode]?: "superseded" | "unproven" } = {
  superseded: "superseded",
  device_proof_required: "unproven",
  use_dpop_nonce: "unproven",
};

function decided(
  store: MemoryStore,
  decision: Decision<PasswordChangeOutcome>,
  fresh: string,
): ModelResponse {
  const outcome = store.commit(decision);
  if (isFailure(outcome)) return { kind: FAILURES[outcome.code] ?? "terminal" };
  return { kind: "token", token: outcome.kind === "rotated" ? fresh : (outcome.seals.at(-1) ?? "") };
}

/** The key of the browser. */
const KEY = "key";

/** @returns the browser's proof for one request */
export function proofOf(proofId: string): SignedProof {
  return { kind: "signed", thumbprint: KEY, isFresh: true, id: { hash: proofId, expiresAt: 0 } };
}

/** Opens session `id` in the browser of the model, as for its owner. */
export function signIn(state: State, id: string, userId: string, bound: boolean): void {
  const { store, now } = state;
  const command = {
    id,
    tokenHash: nameOf(id, 0),
    browserId: "laptop",
    rememberMe: true,
    authMethods: ["pwd"],
    device: DEVICE,
    actor: NO_ACTOR,
    signedInUsers: [],
    verifiedHash: "hash-1",
    knownBrowser: true,
    boundKey: bound ? KEY : null,
  };
  store.commit(decideSignIn(store.account(userId), command, now, SESSION_POLICY));
}

/** Whether this request would have a third generation in a row given late. */
export function isThirdLate({ store, now }: State, { kind, presented }: Request): boolean {
  const family = kind.startsWith("sign") || presented === null ? null : store.family(presented);
  if (!family || family.session.lateGenerations < 2) return false;
  const asIfSecond = { ...family, session: { ...family.session, lateGenerations: 1 } };
  return (
    classify(family, now, POLICY).name === "reused" && classify(asIfSecond, now, POLICY).name === "repeated"
  );
}
