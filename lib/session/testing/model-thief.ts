/**
 * A thief beside the browser of the model, who has a copy of everything it ever held but its key: every refresh token,
 * and the proofs of requests that were sent.
 */
import type { DeviceProof } from "@/lib/session/device-binding/device-proof";
import { isFailure } from "@/lib/session/failure";
import { classify, decideRefresh } from "@/lib/session/refresh";
import { nameOf } from "./cookie-jar";
import { MemoryStore } from "./memory-store";
import { proofOf } from "./model-server";
import type { Request, State, Step, World } from "./model-state";
import { actorOf, POLICY } from "./test-records";

const NO_ACTOR = actorOf(null);
const SECONDS_UNTIL_STALE = 60;

/** The proofs a thief can show: none, one of a key of the thief's own, one that was used, one that was kept for long. */
function forgeries({ store }: State): [string, DeviceProof][] {
  const foreign = { ...proofOf("foreign"), thumbprint: "thief" };
  const [used] = store.usedIds;
  return [
    ["no proof", { kind: "none" }],
    ["a foreign proof", foreign],
    [`a proof that is ${SECONDS_UNTIL_STALE} s old`, { ...proofOf("kept"), isFresh: false }],
    ...(used === undefined ? [] : [["a used proof", proofOf(used)] satisfies [string, DeviceProof]]),
  ];
}

/**
 * The thief presents each token there is. A token that was reused ends the session, as without binding: that is the end of
 * the scenario. Any other attempt gets nothing, and the browser goes on as if it had not been.
 */
export function* steals(state: State, world: World): Generator<Step> {
  const budget = { ...state.budget, theft: state.budget.theft - 1 };
  for (const hash of state.store.tokens.keys()) {
    for (const [name, proof] of forgeries(state)) {
      const next = { ...state, store: new MemoryStore(state.store), budget };
      const isReuse = situationOf(state, hash) === "reused";
      const outcome = present(next, hash, proof, world);
      const isEnd = isFailure(outcome) && outcome.code === "session_revoked";
      if (isReuse && isEnd) continue;
      const wronged = wrongOf(isReuse, outcome);
      yield { name: `thief: ${hash} with ${name}`, state: { ...next, wronged: wronged ?? next.wronged } };
    }
  }
}

function wrongOf(isReuse: boolean, outcome: ReturnType<typeof present>): string | null {
  if (isReuse) return "a reuse was hidden";
  return isFailure(outcome) ? null : "the thief got a token";
}

function situationOf({ store, now }: State, hash: string) {
  return classify(store.family(hash), now, POLICY).name;
}

function present({ store, now }: State, hash: string, proof: DeviceProof, world: World) {
  const found = store.family(hash, proof);
  const family = found && world.hide(found);
  if (!world.asksLast && family?.session.endedAt === null) return { code: "device_proof_required" } as const;
  const fresh = found ? nameOf(found.session.id, found.session.generation + 1) : "none";
  const command = { candidate: { hash: fresh, sealed: fresh }, actor: NO_ACTOR, proof };
  return store.commit(decideRefresh(family, command, now, POLICY));
}

/** A request of the browser whose nonce is too old: the server decides, and changes nothing. */
export function answeredStale(state: State, { presented, proofId }: Request, world: World): State {
  const proof = { ...proofOf(proofId), isFresh: false };
  const next = { ...state, store: new MemoryStore(state.store) };
  if (presented !== null) present(next, presented, proof, world);
  return next;
}
