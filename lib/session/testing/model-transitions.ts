/**
 * Everything that can happen next to the browser of the model: two tabs that share a cookie jar, requests in flight,
 * answers that arrive late, out of order or never, a crash that restores an older jar.
 */
import { authorizeBearer } from "@/lib/session/bearer";
import { isFailure } from "@/lib/session/failure";
import { isUpTo, type Jar, nameOf, newest, parse } from "./cookie-jar";
import { DAY_MS, GRACE, makeUser, SECOND_MS } from "./in-memory-server";
import { MemoryStore } from "./memory-store";
import { answerTo, isThirdLate, signIn } from "./model-server";
import type { ModelResponse, ModelTab, Request, State, World } from "./model-state";

export interface Step {
  name: string;
  state: State;
}

const GIVE_UP_MS = 8 * SECOND_MS;
/** Chromium writes its cookies to disk every 30 s. */
const FLUSH_MS = 30 * SECOND_MS;
const TIMES = [7 * SECOND_MS, 20 * SECOND_MS, GRACE + SECOND_MS, DAY_MS];

/** A browser that has just signed in: both tabs open, the cookies on the disk. */
export function begin({ budget, lateGenerations }: World): State {
  const store = new MemoryStore();
  store.users.set("ada", makeUser());
  const tab: ModelTab = { access: { session: "a", generation: 0 }, request: null };
  const state: State = {
    now: DAY_MS,
    store,
    jar: { active: "a", epoch: 0, cookies: ["a.0"] },
    replaced: [],
    tabs: [tab, tab],
    budget,
    wronged: false,
  };
  signIn(state, "a");
  const late = lateGenerations > 0 ? { lateGenerations: lateGenerations - 1, lateRepeats: 1 } : {};
  store.sessions.set("a", { ...store.session("a"), ...late });
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
  if (state.budget.crash > 0) yield* crashes(state);
}

function* sends(state: State, index: 0 | 1): Generator<Step> {
  const { access } = state.tabs[index];
  const presented = newest(state.jar);
  for (const kind of ["refresh", "reauthenticate", "change password", "sign in", "sign out"] as const) {
    if (state.budget[kind] === 0) continue;
    if (kind !== "sign in" && state.jar.active === null) continue;
    if ((kind === "reauthenticate" || kind === "change password") && !access) continue;
    // A person does not sign in and out at the same moment.
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
  if (!world.allowsThirdLate && isThirdLate(state, request)) return;
  const next = { ...state, store: new MemoryStore(state.store) };
  const answer = answerTo(next, request, world);
  yield {
    name: `server: ${request.kind} of tab ${index}`,
    state: withTab(next, index, { request: { ...request, answer } }),
  };
}

/** An answer arrives, or it is lost. */
function* arrives(
  state: State,
  index: 0 | 1,
  request: Request,
  answer: ModelResponse,
  world: World,
): Generator<Step> {
  const idle = withTab(state, index, { request: null });
  yield { name: `tab ${index}: the answer is lost`, state: idle };
  yield { name: `tab ${index}: ${answer.kind} arrives`, state: taken(idle, index, request, answer, world) };
}

function taken(state: State, index: 0 | 1, request: Request, answer: ModelResponse, world: World): State {
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
  access: NonNullable<ModelTab["access"]>,
  world: World,
): Generator<Step> {
  const claims = { sub: "ada", sid: access.session, gen: access.generation };
  const session = world.hideFromBearer(state.store.session(access.session));
  const outcome = authorizeBearer(claims, session, state.now, { grace: world.seenAfter });
  if (isFailure(outcome)) {
    yield { name: `tab ${index}: its bearer is refused`, state: withTab(state, index, { access: null }) };
  } else if (outcome.firstSeen) {
    const store = new MemoryStore(state.store);
    store.sessions.set(access.session, { ...store.session(access.session), seenAt: state.now });
    yield { name: `tab ${index}: calls the API`, state: { ...state, store } };
  }
}

function passes(state: State, time: number, { givesUp }: World): Step {
  const now = state.now + time;
  const aged = (tab: ModelTab): ModelTab => ({
    access: time === DAY_MS ? null : tab.access,
    request: givesUp && tab.request && now - tab.request.sentAt > GIVE_UP_MS ? null : tab.request,
  });
  const replaced = state.replaced.filter((past) => now - past.at <= FLUSH_MS);
  const budget = { ...state.budget, time: state.budget.time - 1 };
  const tabs = [aged(state.tabs[0]), aged(state.tabs[1])] as const;
  return { name: `${time / SECOND_MS} s pass`, state: { ...state, now, tabs, replaced, budget } };
}

/** The browser crashes and restarts with the cookies that were on the disk. */
function* crashes(state: State): Generator<Step> {
  const tab: ModelTab = { access: null, request: null };
  const budget = { ...state.budget, crash: state.budget.crash - 1 };
  for (const jar of [state.jar, ...state.replaced.map((past) => past.jar)]) {
    yield {
      name: `crash: back to ${jar.cookies}`,
      state: { ...state, jar, replaced: [], tabs: [tab, tab], budget },
    };
  }
}

function withTab(state: State, index: 0 | 1, change: Partial<ModelTab>): State {
  const [first, second] = state.tabs;
  const tabs =
    index === 0 ? ([{ ...first, ...change }, second] as const) : ([first, { ...second, ...change }] as const);
  return { ...state, tabs };
}

function withJar(state: State, jar: Jar): State {
  // Only a crash needs the cookies that were on the disk.
  const replaced = state.budget.crash > 0 ? [...state.replaced, { jar: state.jar, at: state.now }] : [];
  return { ...state, jar, replaced };
}
