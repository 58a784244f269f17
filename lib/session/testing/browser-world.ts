/**
 * One honest browser and the server, as a state machine small enough to walk through completely: two tabs that
 * share a cookie jar, requests on their way, answers that arrive late, out of order or never, a crash that brings
 * back an older jar. The server half is the real rules.
 */
import { judgeBearer } from "@/lib/session/bearer";
import type { Decision, Family } from "@/lib/session/decision";
import { decidePasswordChange } from "@/lib/session/password-change";
import { classify, decideRefresh, type RefreshOutcome } from "@/lib/session/refresh";
import { decideRevoke } from "@/lib/session/revocation";
import { decideSignIn } from "@/lib/session/sign-in";
import { actorOf, DAY, DEVICE, G, makeUser, POLICY, SECOND } from "./house";
import { MemoryStore } from "./memory-store";

type RequestKind = "refresh" | "reauthenticate" | "change password" | "sign in" | "sign out";

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
  seenAfter: G,
  namedCookies: true,
  checksEpoch: true,
  keepsCookies: true,
  givesUp: true,
  exception: null,
};

interface Jar {
  active: string | null;
  epoch: number;
  /** Refresh cookies, as `session.generation`. */
  cookies: readonly string[];
}

type Answer =
  | { kind: "token"; token: string }
  | { kind: "signed in"; session: string }
  | { kind: "signed out" }
  | { kind: "terminal" }
  | { kind: "superseded" };

interface Request {
  kind: RequestKind;
  presented: string | null;
  /** Generation of the bearer that goes with it. */
  bearer: number | null;
  epoch: number;
  sentAt: number;
  /** What the server has answered; null while it has not decided. */
  answer: Answer | null;
}

interface Tab {
  access: { session: string; generation: number } | null;
  request: Request | null;
}

export interface State {
  now: number;
  store: MemoryStore;
  jar: Jar;
  /** Jars that may still be what stands on the disk, with the time they were replaced. */
  replaced: readonly { jar: Jar; at: number }[];
  tabs: readonly [Tab, Tab];
  budget: Budget;
  /** Set once a tab has believed that a living session is over. */
  wronged: boolean;
}

export interface Step {
  name: string;
  state: State;
}

const GIVE_UP = 8 * SECOND;
/** Chromium writes its cookies to disk every 30 s. */
const FLUSH = 30 * SECOND;
const THIRD_LATE: Exception = "a third late answer in a row";
const TIMES = [7 * SECOND, 20 * SECOND, G + SECOND, DAY];
const EVER = { idle: 1e15, absolute: 1e15, rememberIdle: 1e15, rememberAbsolute: 1e15 };
const SESSION_POLICY = { ...POLICY, limits: EVER };
const NOBODY = actorOf(null);

/** A browser that has just signed in: both tabs open, the cookies on the disk. */
export function begin({ budget }: World): State {
  const store = new MemoryStore();
  store.users.set("ada", makeUser());
  const tab: Tab = { access: { session: "a", generation: 0 }, request: null };
  const state: State = {
    now: DAY,
    store,
    jar: { active: "a", epoch: 0, cookies: ["a.0"] },
    replaced: [],
    tabs: [tab, tab],
    budget,
    wronged: false,
  };
  signIn(state, "a");
  return state;
}

/** @returns everything that can happen next. */
export function* steps(state: State, world: World): Generator<Step> {
  for (const index of [0, 1] as const) {
    const { request, access } = state.tabs[index];
    if (!request) yield* sends(state, index);
    else if (request.answer) yield* arrives(state, index, request, request.answer, world);
    else yield* decides(state, index, request, world);
    if (access) yield* callsApi(state, index, access, world);
  }
  if (state.budget.time > 0) for (const time of TIMES) yield passes(state, time, world);
  if (state.budget.crash > 0) yield* crashes(state, world);
}

function* sends(state: State, index: 0 | 1): Generator<Step> {
  const { access } = state.tabs[index];
  const presented = newest(state.jar);
  for (const kind of ["refresh", "reauthenticate", "change password", "sign in", "sign out"] as const) {
    if (state.budget[kind] === 0) continue;
    if (kind !== "sign in" && state.jar.active === null) continue;
    if ((kind === "reauthenticate" || kind === "change password") && !access) continue;
    // A person does not sign in and out in the same moment.
    const other = state.tabs[1 - index]?.request?.kind;
    if (kind.startsWith("sign") && other?.startsWith("sign")) continue;
    const bearer = access?.generation ?? null;
    const request = { kind, presented, bearer, epoch: state.jar.epoch, sentAt: state.now, answer: null };
    const budget = { ...state.budget, [kind]: state.budget[kind] - 1 };
    yield {
      name: `tab ${index}: ${kind} with ${presented}`,
      state: { ...withTab(state, index, { request }), budget },
    };
  }
}

function* decides(state: State, index: 0 | 1, request: Request, world: World): Generator<Step> {
  if (world.exception !== THIRD_LATE && isThirdLate(state, request)) return;
  const next = { ...state, store: new MemoryStore(state.store) };
  const answer = answerTo(next, request, world);
  yield {
    name: `server: ${request.kind} of tab ${index}`,
    state: withTab(next, index, { request: { ...request, answer } }),
  };
}

function answerTo(state: State, { kind, presented, bearer }: Request, world: World): Answer {
  if (kind === "sign in") {
    signIn(state, "b");
    return { kind: "signed in", session: "b" };
  }
  const { store, now } = state;
  const found = presented === null ? null : store.family(presented);
  if (kind === "sign out") {
    const command = { reason: "signed_out" as const, actor: NOBODY };
    store.commit(decideRevoke(found?.session ?? null, command, now));
    return { kind: "signed out" };
  }
  const family = found && world.hide(found);
  const fresh = found ? nameOf(found.session.id, found.session.generation + 1) : "none";
  const command = { candidate: { hash: fresh, sealed: fresh }, actor: NOBODY };
  if (kind === "change password") {
    if (!found || bearer === null || bearer < found.session.barrier) return { kind: "superseded" };
    const change = {
      sessionId: found.session.id,
      verifiedHash: "hash-1",
      passwordHash: "hash-1",
      signOutOthers: true,
    };
    return decided(store, decidePasswordChange(family, { ...command, ...change }, now, POLICY), fresh);
  }
  return decided(store, decideRefresh(family, command, now, POLICY), fresh);
}

function decided(
  store: MemoryStore,
  decision: Decision<RefreshOutcome | { kind: "refused"; code: string }>,
  fresh: string,
): Answer {
  const outcome = store.commit(decision);
  if (outcome.kind === "rotated") return { kind: "token", token: fresh };
  if (outcome.kind === "repeated") return { kind: "token", token: outcome.sealedSuccessor };
  return { kind: outcome.code === "superseded" ? "superseded" : "terminal" };
}

/** An answer arrives, or it is lost. */
function* arrives(
  state: State,
  index: 0 | 1,
  request: Request,
  answer: Answer,
  world: World,
): Generator<Step> {
  const idle = withTab(state, index, { request: null });
  yield { name: `tab ${index}: the answer is lost`, state: idle };
  yield { name: `tab ${index}: ${answer.kind} arrives`, state: taken(idle, index, request, answer, world) };
}

function taken(state: State, index: 0 | 1, request: Request, answer: Answer, world: World): State {
  const { jar } = state;
  switch (answer.kind) {
    case "token": {
      const cookies = world.namedCookies
        ? [
            ...jar.cookies.filter((name) => !isUpTo(name, request.presented) && name !== answer.token),
            answer.token,
          ]
        : [answer.token];
      const [session = "", generation] = parse(answer.token);
      const access = jar.epoch === request.epoch ? { session, generation } : null;
      return withTab(withJar(state, { ...jar, cookies: cookies.sort() }), index, { access });
    }
    case "signed in": {
      const access = { session: answer.session, generation: 0 };
      const cookies = [nameOf(answer.session, 0)];
      return withTab(withJar(state, { active: answer.session, epoch: jar.epoch + 1, cookies }), index, {
        access,
      });
    }
    case "signed out": {
      const cookies = jar.cookies.filter((name) => parse(name)[0] !== parse(request.presented ?? "")[0]);
      return withTab(withJar(state, { active: null, epoch: jar.epoch + 1, cookies }), index, {
        access: null,
      });
    }
    case "terminal":
    case "superseded": {
      const cleared = world.keepsCookies ? state : withJar(state, { ...jar, cookies: [] });
      if (answer.kind === "superseded") return cleared;
      if (world.checksEpoch && jar.epoch !== request.epoch) return cleared;
      const alive = jar.active !== null && state.store.session(jar.active).endedAt === null;
      return { ...withTab(cleared, index, { access: null }), wronged: state.wronged || alive };
    }
  }
}

function* callsApi(
  state: State,
  index: 0 | 1,
  access: NonNullable<Tab["access"]>,
  world: World,
): Generator<Step> {
  const claims = { sub: "ada", sid: access.session, gen: access.generation };
  const outcome = judgeBearer(claims, state.store.session(access.session), state.now, {
    grace: world.seenAfter,
  });
  if (outcome.kind !== "accepted") {
    yield { name: `tab ${index}: its bearer is refused`, state: withTab(state, index, { access: null }) };
  } else if (outcome.firstSeen) {
    const store = new MemoryStore(state.store);
    store.sessions.set(access.session, { ...outcome.session, seenAt: state.now });
    yield { name: `tab ${index}: calls the API`, state: { ...state, store } };
  }
}

function passes(state: State, time: number, { givesUp }: World): Step {
  const now = state.now + time;
  const aged = (tab: Tab): Tab => ({
    access: time === DAY ? null : tab.access,
    request: givesUp && tab.request && now - tab.request.sentAt > GIVE_UP ? null : tab.request,
  });
  const replaced = state.replaced.filter((past) => now - past.at <= FLUSH);
  const budget = { ...state.budget, time: state.budget.time - 1 };
  const tabs = [aged(state.tabs[0]), aged(state.tabs[1])] as const;
  return { name: `${time / SECOND} s pass`, state: { ...state, now, tabs, replaced, budget } };
}

/** The browser dies and comes back with what stood on the disk. */
function* crashes(state: State, world: World): Generator<Step> {
  const tab: Tab = { access: null, request: null };
  const budget = { ...state.budget, crash: state.budget.crash - 1 };
  for (const jar of [state.jar, ...state.replaced.map((past) => past.jar)]) {
    const exception = lossBy(state, jar);
    if (exception && exception !== world.exception) continue;
    yield {
      name: `crash: back to ${jar.cookies}`,
      state: { ...state, jar, replaced: [], tabs: [tab, tab], budget },
    };
  }
}

function isThirdLate({ store, now }: State, { kind, presented }: Request): boolean {
  const family = kind.startsWith("sign") || presented === null ? null : store.family(presented);
  if (!family || family.session.lateRepeats < 2) return false;
  const asIfSecond = { ...family, session: { ...family.session, lateRepeats: 1 } };
  return (
    classify(family, now, POLICY).name === "reused" && classify(asIfSecond, now, POLICY).name === "repeated"
  );
}

/** What a crash that brings `jar` back loses beyond the answer to one rotation within the grace. */
function lossBy({ store, now }: State, jar: Jar): Exception | null {
  if (jar.active === null) return null;
  const session = store.session(jar.active);
  const [, generation] = parse(newest(jar) ?? "");
  if (session.endedAt !== null || generation < session.barrier || generation === session.generation)
    return null;
  if (generation < session.generation - 1) return "a crash that takes back two rotations";
  return now - session.rotatedAt > G ? "a crash that takes back a late answer" : null;
}

/** @returns a text that two states share exactly when the same can happen from them. */
export function keyOf({ now, store, jar, replaced, tabs, budget, wronged }: State): string {
  // Past the grace, no rule tells one age from another.
  const age = (at: number | null) => (at === null ? "" : Math.min(now - at, G + SECOND) / SECOND);
  const sessions = [...store.sessions.values()].map((one) => [
    one.generation,
    age(one.rotatedAt),
    age(one.seenAt),
    one.lateRepeats,
    one.barrier,
    one.endedReason,
  ]);
  const tokens = [...store.tokens.values()].map(
    (one) => `${one.hash}${age(one.usedAt)}${one.sealedSuccessor ?? ""}`,
  );
  const jarKey = (one: Jar) => `${one.active}${one.epoch}${one.cookies}`;
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
export function falseLogout({ store, wronged }: State): string | null {
  for (const { endedReason } of store.sessions.values())
    if (endedReason === "reuse_detected") return endedReason;
  return wronged ? "a living session was taken for ended" : null;
}

function signIn(state: State, id: string): void {
  const { store, now } = state;
  const command = {
    id,
    tokenHash: nameOf(id, 0),
    browserId: "laptop",
    rememberMe: true,
    authMethods: ["pwd"],
    device: DEVICE,
    actor: NOBODY,
    verifiedHash: "hash-1",
    knownBrowser: true,
  };
  store.commit(decideSignIn(store.account("ada"), command, now, SESSION_POLICY));
}

function withTab(state: State, index: 0 | 1, change: Partial<Tab>): State {
  const [first, second] = state.tabs;
  const tabs =
    index === 0 ? ([{ ...first, ...change }, second] as const) : ([first, { ...second, ...change }] as const);
  return { ...state, tabs };
}

function withJar(state: State, jar: Jar): State {
  // Only a crash asks what stood on the disk.
  const replaced = state.budget.crash > 0 ? [...state.replaced, { jar: state.jar, at: state.now }] : [];
  return { ...state, jar, replaced };
}

/** The newest token of the active session: the server uses the highest generation it is sent. */
function newest({ active, cookies }: Jar): string | null {
  const mine = cookies.filter((name) => parse(name)[0] === active);
  return mine.sort((a, b) => parse(b)[1] - parse(a)[1])[0] ?? null;
}

function isUpTo(name: string, presented: string | null): boolean {
  const [session, generation] = parse(name);
  const [of, upTo] = parse(presented ?? "");
  return session === of && generation <= upTo;
}

function nameOf(session: string, generation: number): string {
  return `${session}.${generation}`;
}

function parse(name: string): [session: string, generation: number] {
  const [session = "", generation] = name.split(".");
  return [session, Number(generation)];
}
