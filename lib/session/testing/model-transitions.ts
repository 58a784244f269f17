/**
 * Everything that can happen next to the browser of the model: two tabs that share a cookie jar, requests in flight,
 * answers that arrive late, out of order or never, a crash that restores an older jar.
 */
import { authorizeBearer } from "@/lib/session/bearer";
import { isFailure } from "@/lib/session/failure";
import { newest, otherSession } from "./cookie-jar";
import { MemoryStore } from "./memory-store";
import { taken, withTab } from "./model-arrivals";
import { answerTo, isThirdLate, signIn } from "./model-server";
import {
  type ModelResponse,
  type ModelTab,
  REQUEST_KINDS,
  type Request,
  type RequestKind,
  type State,
  type Step,
  type World,
} from "./model-state";
import { answeredStale, steals } from "./model-thief";
import { DAY_MS, GRACE, makeUser, SECOND_MS } from "./test-records";

const GIVE_UP_MS = 8 * SECOND_MS;
/** Chromium writes its cookies to disk every 30 s. */
const FLUSH_MS = 30 * SECOND_MS;
const TIMES = [7 * SECOND_MS, 20 * SECOND_MS, GRACE + SECOND_MS, DAY_MS];

/** A browser that has just signed in: both tabs open, the cookies on the disk. */
export function begin({ budget, lateGenerations, secondAccount, bound }: World): State {
  const store = new MemoryStore();
  store.users.set("ada", makeUser());
  const tab: ModelTab = { owner: "ada", access: { session: "a", generation: 0 }, request: null };
  const state: State = {
    now: DAY_MS,
    store,
    jar: { active: "a", epoch: 0, cookies: secondAccount ? ["a.0", "c.0"] : ["a.0"] },
    replaced: [],
    tabs: [tab, tab],
    budget,
    signedOut: [],
    wronged: null,
  };
  signIn(state, "a", "ada", bound);
  if (secondAccount) {
    store.users.set("bob", makeUser("bob"));
    signIn(state, "c", "bob", bound);
  }
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
  if (state.budget.theft > 0) yield* steals(state, world);
}

function* sends(state: State, index: 0 | 1): Generator<Step> {
  const { access, owner } = state.tabs[index];
  for (const kind of REQUEST_KINDS) {
    if (state.budget[kind] === 0 || !maySend(state, index, kind)) continue;
    const presented = newest(state.jar, kind === "switch" ? otherSession(state.jar) : state.jar.active);
    const bearer = access?.generation ?? null;
    const { epoch } = state.jar;
    const proofId = `${kind} ${state.budget[kind]}`;
    const request = { kind, owner, presented, bearer, proofId, epoch, sentAt: state.now, answer: null };
    const budget = { ...state.budget, [kind]: state.budget[kind] - 1 };
    yield {
      name: `tab ${index}: ${kind} with ${presented}`,
      state: { ...withTab(state, index, { request }), budget },
    };
  }
}

function maySend({ jar, store, tabs }: State, index: 0 | 1, kind: RequestKind): boolean {
  const { access, owner } = tabs[index];
  // A person does not sign in, out or over at the same moment.
  const other = tabs[1 - index]?.request?.kind;
  const isPersonal = (what: string | undefined) => what?.startsWith("s") === true;
  if (isPersonal(kind) && isPersonal(other)) return false;
  if (kind === "switch") return otherSession(jar) !== null;
  if (kind === "sign in") return true;
  if (jar.active === null) return false;
  // A page signs out the account that it belongs to.
  if (kind === "sign out one") return store.session(jar.active).userId === owner;
  return kind === "refresh" || kind === "sign out" || access !== null;
}

function* decides(state: State, index: 0 | 1, request: Request, world: World): Generator<Step> {
  if (!world.allowsThirdLate && isThirdLate(state, request)) return;
  if (state.budget.stale > 0) {
    const budget = { ...state.budget, stale: state.budget.stale - 1 };
    const again = { ...request, proofId: `${request.proofId} again` };
    yield {
      name: `server: a newer nonce for tab ${index}`,
      state: { ...withTab(answeredStale(state, request, world), index, { request: again }), budget },
    };
  }
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

function* callsApi(
  state: State,
  index: 0 | 1,
  access: NonNullable<ModelTab["access"]>,
  world: World,
): Generator<Step> {
  const session = world.hideFromBearer(state.store.session(access.session));
  const claims = { sub: session.userId, sid: access.session, gen: access.generation };
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
    owner: tab.owner,
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
  const [one, two] = state.tabs.map(({ owner }): ModelTab => ({ owner, access: null, request: null }));
  if (!one || !two) return;
  const budget = { ...state.budget, crash: state.budget.crash - 1 };
  for (const jar of [state.jar, ...state.replaced.map((past) => past.jar)]) {
    yield {
      name: `crash: back to ${jar.cookies}`,
      state: { ...state, jar, replaced: [], tabs: [one, two], budget },
    };
  }
}
