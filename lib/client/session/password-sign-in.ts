/**
 * Signing in, signing up, and signing in again over a page that waits. `lazy-account-actions.ts` keeps `busy` and `error` meanwhile.
 */

import type { Environment } from "@/lib/client/browser/environment";
import { pageNonce } from "@/lib/client/browser/page-nonce";
import { withTouchPoints } from "@/lib/client/browser/touch-points";
import { AuthError } from "@/lib/client/http/auth-error";
import { PROOF_ITEM } from "@/lib/client/http/proof-item";
import { type RequestOptions, requestJson } from "@/lib/client/http/request";
import type { SignInView } from "@/lib/session/contract";
import { HOME } from "@/lib/session/login-url";
import type { AttemptView, NextStepView } from "@/lib/session/sign-in/sign-in-contract";
import type { SessionManager } from "./session-manager";
import type { StepUp } from "./step-up";

export interface LoginInput {
  email: string;
  password: string;
  rememberMe?: boolean;
}

export interface SignupInput {
  email: string;
  password: string;
  name: string;
}

/** Hashing a password takes a while when many users sign in at once. */
const SIGN_IN_TIMEOUT_MS = 30_000;

export interface PasswordSignIn {
  login(input: LoginInput): Promise<NextStepView>;
  signup(input: SignupInput): Promise<NextStepView>;
  relogin(password: string): Promise<AttemptView | null>;
  request<T>(path: string, call?: RequestOptions): Promise<T>;
}

/** @returns the sign-ins of one tab; `AuthClient` says what each of them throws */
export function createSignIn(
  env: Environment,
  manager: SessionManager,
  stepUp: Pick<StepUp, "resolveAll">,
): PasswordSignIn {
  const { store, events, tokens } = manager;

  /** Settles with the last request. */
  let before: Promise<unknown> = Promise.resolve();

  /**
   * One after the other: two that begin without this browser's cookie would each be given one, and the later answer would
   * replace the cookie of the session that the other has begun.
   */
  function request<T>(path: string, call: RequestOptions = {}): Promise<T> {
    const answer = before.then(() => send<T>(path, call));
    before = answer.catch(() => {});
    return answer;
  }

  async function send<T>(path: string, call: RequestOptions): Promise<T> {
    const sentAt = env.now();
    // A browser that cannot keep a key has neither; the session is bound to none then.
    if (canKeepKey() && env.getItem(PROOF_ITEM) === null) env.setItem(PROOF_ITEM, "");
    const proves = call.method === undefined;
    const answer = await requestJson<T>(env, path, { timeoutMs: SIGN_IN_TIMEOUT_MS, proves, ...call });
    if (isSignIn(answer)) await adopt(answer, sentAt);
    return answer;
  }

  function announce(): void {
    manager.post("signed-in");
    manager.post("sessions-changed");
  }

  /**
   * The session that an answer has begun is this tab's from now on. A tab that belongs to another user is left: nothing of
   * one user may be on the screen under another.
   */
  async function adopt(view: SignInView, sentAt: number): Promise<void> {
    await requireCookies(env, view);
    const { ownerId } = store.get();
    if (ownerId && ownerId !== view.user.id) {
      manager.dispatch({ type: "user-mismatched" });
      announce();
      return manager.dispatch({ type: "leave", path: HOME });
    }
    manager.dispatch({ type: "signed-in", snapshot: view, sentAt });
    tokens.startSession({ view, sentAt });
    stepUp.resolveAll();
    announce();
    events.emit("login", view.user);
  }

  const login = (input: LoginInput) =>
    request<NextStepView>("/api/auth/login", { body: withTouchPoints(input) });
  return {
    login,
    signup: (input) => request("/api/auth/signup", { body: withTouchPoints(input) }),
    async relogin(password) {
      // If the user has signed in again in another tab, there is no password to ask for any more.
      await manager.revalidate().catch(() => {});
      const { sessionEnd, session, mismatch } = store.get();
      if (!sessionEnd || session || mismatch) return null;
      const { user, rememberMe } = sessionEnd;
      const next = await login({ email: user.email, password, rememberMe });
      if (next.status === "complete") return null;
      if (next.status === "needs_second_factor") return next.attempt;
      // The sign-in page goes on with the next step: it finds the attempt by this browser's cookie.
      manager.dispatch({ type: "relogin-abandoned" });
      return null;
    },
    request,
  };
}

/**
 * Asks the server whether the browser sends the cookies it was just given, if no script can see them. A session whose
 * cookies are lost is ended again.
 *
 * @throws {AuthError} `cookies_blocked`
 */
async function requireCookies(env: Environment, { accessToken, session }: SignInView): Promise<void> {
  if (env.epoch()) return;
  const check = requestJson<{ authenticated: boolean }>(env, "/api/session", { method: "GET" });
  const isKept = await check.then(
    ({ authenticated }) => authenticated,
    () => true,
  );
  if (isKept) return;
  await requestJson(env, `/api/sessions/${session.id}`, { method: "DELETE" }, accessToken).catch(() => {});
  throw new AuthError("cookies_blocked");
}

/**
 * Without a browser, and outside a secure context, there is no such storage or no such key; some browsers forbid to look.
 * A server that asks for no proofs gives its pages no nonce.
 */
function canKeepKey(): boolean {
  try {
    if (pageNonce() === null) return false;
    return globalThis.indexedDB !== undefined && globalThis.crypto?.subtle !== undefined;
  } catch {
    return false;
  }
}

function isSignIn(answer: unknown): answer is SignInView {
  return typeof answer === "object" && answer !== null && "status" in answer && answer.status === "complete";
}
