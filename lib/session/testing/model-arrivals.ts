/**
 * What an answer changes when it arrives: the cookies of the browser, and the tab that asked.
 */
import { isUpTo, type Jar, nameOf, parse } from "./cookie-jar";
import type { ModelResponse, ModelTab, Request, State, World } from "./model-state";

/** @returns the state after an answer arrived in a tab */
export function taken(
  state: State,
  index: 0 | 1,
  request: Request,
  answer: ModelResponse,
  world: World,
): State {
  const { jar } = state;
  switch (answer.kind) {
    case "token": {
      const [session = "", generation] = parse(answer.token);
      const access = jar.epoch === request.epoch ? { session, generation } : null;
      const next = withJar(state, { ...jar, cookies: withToken(jar, request, answer.token, world) });
      return checkOwner(withTab(next, index, { access }), index);
    }
    case "switched": {
      // The page of another account is left; the next one belongs to the account that is active now.
      const [session = "", generation] = parse(answer.token);
      const cookies = withToken(jar, request, answer.token, world);
      const next = withJar(state, { active: session, epoch: jar.epoch + 1, cookies });
      const owner = state.store.session(session).userId;
      return withTab(next, index, { owner, access: { session, generation } });
    }
    case "signed in": {
      const access = { session: answer.session, generation: 0 };
      const cookies = [nameOf(answer.session, 0)];
      return withTab(withJar(state, { active: answer.session, epoch: jar.epoch + 1, cookies }), index, {
        access,
      });
    }
    case "signed out":
    case "one signed out": {
      const signedOut = answer.kind === "signed out" ? parse(request.presented ?? "")[0] : answer.session;
      const cookies = jar.cookies.filter((name) => parse(name)[0] !== signedOut);
      const active = answer.kind === "signed out" || jar.active === signedOut ? null : jar.active;
      return withTab(withJar(state, { active, epoch: jar.epoch + 1, cookies }), index, { access: null });
    }
    case "unproven":
      return { ...state, wronged: "the proof of the browser was refused" };
    case "refused":
      return request.kind === "switch" ? state : withTab(state, index, { access: null });
    case "terminal":
    case "superseded": {
      const cleared = world.keepsCookies ? state : withJar(state, { ...jar, cookies: [] });
      if (answer.kind === "superseded") return cleared;
      if (world.checksEpoch && jar.epoch !== request.epoch) return cleared;
      const alive = jar.active !== null && state.store.session(jar.active).endedAt === null;
      const wronged = alive ? "a living session was taken for ended" : state.wronged;
      return { ...withTab(cleared, index, { access: null }), wronged };
    }
  }
}

/** @returns the refresh cookies once an answer has set that of `token` */
function withToken({ cookies }: Jar, { presented }: Request, token: string, world: World): string[] {
  if (!world.namedCookies) return [token];
  return [...cookies.filter((name) => !isUpTo(name, presented) && name !== token), token].sort();
}

/** A tab that has got the access token of another user would act as that user. */
function checkOwner(state: State, index: 0 | 1): State {
  const { owner, access } = state.tabs[index];
  const isOthers = access !== null && state.store.session(access.session).userId !== owner;
  return isOthers ? { ...state, wronged: `a tab of ${owner} acts as another user` } : state;
}

export function withTab(state: State, index: 0 | 1, change: Partial<ModelTab>): State {
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
