/**
 * One honest browser and its server, as a state that is small enough to explore every state that can follow from it.
 */
import type { Family } from "@/lib/session/decision";
import type { SessionRecord, TokenRecord } from "@/lib/session/session";
import { type Jar, nameOf } from "./cookie-jar";
import type { MemoryStore } from "./memory-store";
import { GRACE, SECOND_MS } from "./test-records";

export const REQUEST_KINDS = [
  "refresh",
  "reauthenticate",
  "change password",
  "sign in",
  "sign out",
  "switch",
  "sign out one",
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/**
 * How often each kind of event may still happen. It is part of the state, so every scenario ends. `stale`: a request of
 * the browser is told to come again with a newer nonce. `theft`: a thief presents a token.
 */
export type Budget = Record<RequestKind | "crash" | "time" | "stale" | "theft", number>;

/** The assumptions of the model. Tests remove one at a time. */
export interface World {
  budget: Budget;
  /** Whether sessions are bound to a key of the browser. */
  bound: boolean;
  /** The proof is asked for once the refresh table has spoken. */
  asksLast: boolean;
  /** Whether a second user is signed in on the browser, too. */
  secondAccount: boolean;
  /** A refresh names the user of its tab, and is refused when another one is active. */
  namesUser: boolean;
  /** Signing out one account ends that account's session alone. */
  signsOutAlone: boolean;
  /** Hides a fact from the rules: without it, the rule that depends on the fact has no effect. */
  hide: (family: Family) => Family;
  /** The same for the rule that judges access tokens. */
  hideFromBearer: (session: SessionRecord) => SessionRecord;
  /** How long after the last answer a use of the access token counts as seen, in milliseconds. */
  seenAfter: number;
  /** Answers set cookies of their own name, so a late one cannot overwrite a newer token. */
  namedCookies: boolean;
  /** A tab believes a refusal only if the signed-in user has not changed since it sent the request. */
  checksEpoch: boolean;
  /** A refused refresh leaves the cookies alone. */
  keepsCookies: boolean;
  /** A tab abandons a request after 8 s, and the server decides nothing for a closed connection. */
  givesUp: boolean;
  /** How many generations in a row were given late when the scenario begins. */
  lateGenerations: number;
  /** Whether a third generation in a row may be given late: the only way an honest session is known to end. */
  allowsThirdLate: boolean;
}

export const WORLD: World = {
  budget: {
    refresh: 0,
    reauthenticate: 0,
    "change password": 0,
    "sign in": 0,
    "sign out": 0,
    switch: 0,
    "sign out one": 0,
    crash: 0,
    time: 0,
    stale: 0,
    theft: 0,
  },
  bound: false,
  asksLast: true,
  secondAccount: false,
  namesUser: true,
  signsOutAlone: true,
  hide: (family) => family,
  hideFromBearer: (session) => session,
  seenAfter: GRACE,
  namedCookies: true,
  checksEpoch: true,
  keepsCookies: true,
  givesUp: true,
  lateGenerations: 0,
  allowsThirdLate: false,
};

export type ModelResponse =
  | { kind: "token"; token: string }
  | { kind: "switched"; token: string }
  | { kind: "one signed out"; session: string }
  /** Another user is active; or a switch to a session that has ended. Nothing changes. */
  | { kind: "refused" }
  | { kind: "signed in"; session: string }
  | { kind: "signed out" }
  | { kind: "terminal" }
  | { kind: "superseded" }
  /** The proof is refused: nothing changes. */
  | { kind: "unproven" };

export interface Request {
  kind: RequestKind;
  /** The user of the tab that sent it. */
  owner: string;
  presented: string | null;
  /** Generation of the access token that the request carries. */
  bearer: number | null;
  /** Tells its proof from those of other requests; it decides nothing else. */
  proofId: string;
  epoch: number;
  sentAt: number;
  /** The server's answer; null while it has not decided. */
  answer: ModelResponse | null;
}

export interface ModelTab {
  /** The user that the page belongs to. */
  owner: string;
  access: { session: string; generation: number } | null;
  request: Request | null;
}

export interface State {
  now: number;
  store: MemoryStore;
  jar: Jar;
  /** Earlier jars that the disk may still hold, with the time they were replaced. */
  replaced: readonly { jar: Jar; at: number }[];
  tabs: readonly [ModelTab, ModelTab];
  budget: Budget;
  /** The sessions that their user signed out. */
  signedOut: readonly string[];
  /** What an honest tab did wrong; null as long as it did not. */
  wronged: string | null;
}

export interface Step {
  name: string;
  state: State;
}

/** @returns a key that two states share exactly when the same scenarios can follow from them */
export function keyOf({ now, store, jar, replaced, tabs, budget, wronged }: State): string {
  let past = "";
  for (const one of replaced) past += `${jarKey(one.jar)}@${age(one.at, now)},`;
  const [first, second] = [tabKey(tabs[0], now), tabKey(tabs[1], now)];
  // The tabs are alike: which of two is which changes nothing.
  const both = first < second ? `${first}/${second}` : `${second}/${first}`;
  return `${storeKey(store, now)};${jarKey(jar)};${past};${both};${Object.values(budget)};${wronged}`;
}

/** Past the grace, no rule tells one age from another. */
function age(at: number | null, now: number): number | "" {
  return at === null ? "" : Math.min(now - at, GRACE + SECOND_MS) / SECOND_MS;
}

/** The last part of a key that was made of a store: most steps leave the rows and the time as they are. */
let lastStore: { store: MemoryStore; now: number; key: string } | null = null;

function storeKey(store: MemoryStore, now: number): string {
  if (lastStore?.store === store && lastStore.now === now) return lastStore.key;
  let key = "";
  for (const one of store.sessions.values()) {
    const ages = `${age(one.rotatedAt, now)},${age(one.repeatedAt, now)},${age(one.seenAt, now)}`;
    const late = `${Math.min(one.lateRepeats, 1)},${one.lateGenerations}`;
    key += `${one.generation},${ages},${late},${one.minGeneration},${one.endedReason}/`;
  }
  for (const one of store.tokens.values()) {
    const ages = `${age(one.usedAt, now)}+${age(one.repeatedAt, now)}`;
    key += `${one.hash}@${ages}${isRecent(one, store)}>${one.sealedSuccessor ?? ""},`;
  }
  lastStore = { store, now, key };
  return key;
}

function jarKey({ active, epoch, cookies }: Jar): string {
  return `${active}@${epoch}:${cookies}`;
}

function tabKey({ owner, access, request }: ModelTab, now: number): string {
  const held = `${owner}${access ? nameOf(access.session, access.generation) : ""}`;
  if (!request) return held;
  const { kind, presented, bearer, epoch, sentAt, answer } = request;
  const told = answer ? Object.values(answer).join() : "";
  return `${held},${kind},${presented},${bearer},${epoch},${age(sentAt, now)},${told}`;
}

/** @returns the error that an honest browser met, or null */
export function findFault({ store, signedOut, wronged }: State): string | null {
  for (const { id, endedReason } of store.sessions.values()) {
    if (endedReason === "reuse_detected") return endedReason;
    if (endedReason === "signed_out" && !signedOut.includes(id)) return `${id} was signed out with another`;
  }
  return wronged;
}

/** Whether a token was answered less than the grace before the last rotation: two old instants that a rule compares. */
function isRecent({ sessionId, usedAt, repeatedAt }: TokenRecord, store: MemoryStore): boolean {
  return (repeatedAt ?? usedAt ?? 0) > store.session(sessionId).rotatedAt - GRACE;
}
