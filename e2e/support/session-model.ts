/**
 * A model of a session as its users see it. It is small enough to check by reading, and independent of the code under
 * test.
 */
import type { Model } from "./linearizability";

/** A refresh token as its holder knows it. */
export interface HeldToken {
  generation: number;
  token: string;
}

/** The reason why a session has ended, as the API reports it. */
export interface EndedAnswer {
  ended: string;
}

export type SessionOp =
  /** Refreshing the session, or changing its password, which refuses all older tokens. */
  | {
      kind: "refresh" | "change password";
      with: HeldToken;
      /** Null when the response was lost. */
      answer: HeldToken | "superseded" | EndedAnswer | null;
    }
  /** Calling the API with the access token of a generation. */
  | { kind: "call"; generation: number; answer: "served" | "token_expired" | EndedAnswer | null }
  /** Opening a page with a refresh token, which does not rotate it. */
  | { kind: "look"; generation: number; answer: "shown" | "hidden" | EndedAnswer | null }
  /** Ending it, in any way. */
  | { kind: "end"; reason: string; answer: "done" | null };

export interface SessionState {
  generation: number;
  /** The current token; null until a response has carried it. */
  token: string | null;
  /** Tokens below this generation get nothing. */
  barrier: number;
  ended: string | null;
}

/** A session from the moment a browser holds this token as its current one. */
export function sessionModel({ generation, token }: HeldToken): Model<SessionOp, SessionState> {
  return { initial: { generation, token, barrier: 0, ended: null }, next };
}

function next(state: SessionState, op: SessionOp): SessionState[] {
  switch (op.kind) {
    case "refresh":
    case "change password":
      return renewed(state, op);
    case "call":
      return allowed(state, op.answer, {
        served: op.generation >= state.barrier && op.generation <= state.generation,
        token_expired: op.generation < state.barrier,
      });
    case "look": {
      const good = op.generation >= state.barrier && op.generation <= state.generation;
      return allowed(state, op.answer, { shown: good, hidden: !good });
    }
    case "end": {
      const over = { ...state, ended: state.ended ?? op.reason };
      return op.answer === null ? [state, over] : [over];
    }
  }
}

type Renewal = Extract<SessionOp, { with: HeldToken }>;

function renewed(state: SessionState, { kind, with: held, answer }: Renewal): SessionState[] {
  if (answer !== null && typeof answer === "object" && "ended" in answer) return ifEnded(state, answer);
  const age = state.generation - held.generation;
  const isCurrent = age === 0 && held.token === state.token;
  const isAlive = state.ended === null;
  // All operations happen within one grace, so every token since the minimum generation is in the chain.
  const isGood = isAlive && held.generation >= state.barrier && (isCurrent || age > 0);
  if (answer === "superseded") return isAlive && !isGood && age > 0 ? [state] : [];

  const rotates = kind === "change password" || isCurrent;
  const generation = state.generation + (rotates ? 1 : 0);
  const barrier = kind === "change password" ? generation : state.barrier;
  if (answer === null) {
    return isGood && rotates ? [state, { ...state, generation, barrier, token: null }] : [state];
  }
  if (!isGood || answer.generation !== generation) return [];
  // A token has one successor, however often it is requested.
  if (!rotates && state.token !== null && state.token !== answer.token) return [];
  return [{ ...state, generation, barrier, token: answer.token }];
}

/** For operations that change nothing. */
function allowed<Answer extends string>(
  state: SessionState,
  answer: Answer | EndedAnswer | null,
  fits: Record<Answer, boolean>,
): SessionState[] {
  if (answer === null) return [state];
  if (typeof answer === "object") return ifEnded(state, answer);
  return state.ended === null && fits[answer] ? [state] : [];
}

function ifEnded(state: SessionState, { ended }: EndedAnswer): SessionState[] {
  return state.ended === ended ? [state] : [];
}
