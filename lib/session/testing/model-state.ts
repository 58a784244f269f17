/**
 * One honest browser and its server, as a state small enough to walk through everything that can follow from it.
 */
import type { Family } from "@/lib/session/decision";
import { type Jar, nameOf } from "./cookie-jar";
import { GRACE, SECOND_MS } from "./in-memory-server";
import type { MemoryStore } from "./memory-store";

export type RequestKind = "refresh" | "reauthenticate" | "change password" | "sign in" | "sign out";

/** How often each thing may happen; what is left is part of the state, so every walk ends. */
export type Budget = Record<RequestKind | "crash" | "time", number>;

/** What holds in this world. Tests take out one at a time. */
export interface World {
  budget: Budget;
  /** Hides a fact from the rules: without the fact, the row that goes by it is gone. */
  hide: (family: Family) => Family;
  /** How long after a rotation a use of the access token counts as seen, in milliseconds. */
  seenAfter: number;
  /** Answers set cookies of their own name, so a late one cannot overwrite a newer token. */
  namedCookies: boolean;
  /** A refusal is believed only if who is signed in has not changed since the request left. */
  checksEpoch: boolean;
  /** A refused refresh leaves the cookies alone. */
  keepsCookies: boolean;
  /** A request is given up after 8 s, and the server decides nothing for a connection that is gone. */
  givesUp: boolean;
  /** The walk leaves the known exceptions out, but for this one. */
  exception: Exception | null;
}

/** What is known to end an honest session: the price of finding thieves without a key bound to the device. */
export type Exception =
  /** The successor has been given late twice, and neither answer has lasted. */
  | "a third late answer in a row"
  /** Two rotations within the 30 s in which cookies are not yet on the disk, and a crash in them. */
  | "a crash that takes back two rotations"
  /** A lost answer was given again later than the grace, and a crash within 30 s of that. */
  | "a crash that takes back a late answer";

export const WORLD: World = {
  budget: {
    refresh: 0,
    reauthenticate: 0,
    "change password": 0,
    "sign in": 0,
    "sign out": 0,
    crash: 0,
    time: 0,
  },
  hide: (family) => family,
  seenAfter: GRACE,
  namedCookies: true,
  checksEpoch: true,
  keepsCookies: true,
  givesUp: true,
  exception: null,
};

export type ModelResponse =
  | { kind: "token"; token: string }
  | { kind: "signed in"; session: string }
  | { kind: "signed out" }
  | { kind: "terminal" }
  | { kind: "superseded" };

export interface Request {
  kind: RequestKind;
  presented: string | null;
  /** Generation of the bearer that goes with it. */
  bearer: number | null;
  epoch: number;
  sentAt: number;
  /** What the server has answered; null while it has not decided. */
  answer: ModelResponse | null;
}

export interface ModelTab {
  access: { session: string; generation: number } | null;
  request: Request | null;
}

export interface State {
  now: number;
  store: MemoryStore;
  jar: Jar;
  /** Jars that may still be what stands on the disk, with the time they were replaced. */
  replaced: readonly { jar: Jar; at: number }[];
  tabs: readonly [ModelTab, ModelTab];
  budget: Budget;
  /** Set once a tab has believed that a living session is over. */
  wronged: boolean;
}

/** @returns a text that two states share exactly when the same can happen from them. */
export function keyOf({ now, store, jar, replaced, tabs, budget, wronged }: State): string {
  // Past the grace, no rule tells one age from another.
  const age = (at: number | null) => (at === null ? "" : Math.min(now - at, GRACE + SECOND_MS) / SECOND_MS);
  const sessions = [...store.sessions.values()].map((one) => [
    one.generation,
    age(one.rotatedAt),
    age(one.seenAt),
    one.lateRepeats,
    one.minGeneration,
    one.endedReason,
  ]);
  const tokens = [...store.tokens.values()].map(
    (one) => `${one.hash}@${age(one.usedAt)}>${one.sealedSuccessor ?? ""}`,
  );
  const jarKey = (one: Jar) => `${one.active}@${one.epoch}:${one.cookies}`;
  const past = replaced.map((one) => `${jarKey(one.jar)}@${age(one.at)}`);
  const tabKeys = tabs.map(({ access, request }) => {
    const held = access ? nameOf(access.session, access.generation) : "";
    if (!request) return held;
    const answer = request.answer && Object.values(request.answer);
    return [
      held,
      request.kind,
      request.presented,
      request.bearer,
      request.epoch,
      age(request.sentAt),
      answer,
    ].join();
  });
  return [
    sessions.join("/"),
    tokens,
    jarKey(jar),
    past,
    tabKeys.sort().join("/"),
    Object.values(budget),
    wronged,
  ].join(";");
}

/** What went wrong for an honest browser, or null. */
export function isFalseLogout({ store, wronged }: State): string | null {
  for (const { endedReason } of store.sessions.values())
    if (endedReason === "reuse_detected") return endedReason;
  return wronged ? "a living session was taken for ended" : null;
}
