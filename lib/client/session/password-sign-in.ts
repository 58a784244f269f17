/**
 * Signing in, signing up, and signing in again over a page that waits. `lazy-account-actions.ts` keeps `busy` and `error` meanwhile.
 */
import type { Environment } from "@/lib/client/browser/environment";
import { AuthError } from "@/lib/client/http/auth-error";
import { requestJson } from "@/lib/client/http/request";
import type { SignInView } from "@/lib/session/contract";
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

export interface SignIn {
  login(input: LoginInput): Promise<SignInView>;
  signup(input: SignupInput): Promise<SignInView>;
  relogin(password: string): Promise<void>;
}

export function createSignIn(
  env: Environment,
  manager: SessionManager,
  stepUp: Pick<StepUp, "resolveAll">,
): SignIn {
  const { store, events, tokens } = manager;

  async function signIn(path: string, body: LoginInput | SignupInput): Promise<SignInView> {
    const sentAt = env.now();
    // Else the server takes an iPad for a Mac. Undefined where there is no browser.
    const touchPoints = globalThis.navigator?.maxTouchPoints;
    const described = { ...body, touchPoints };
    const view = await requestJson<SignInView>(env, path, { body: described, timeoutMs: SIGN_IN_TIMEOUT_MS });
    await requireCookies(view);
    manager.dispatch({ type: "signed-in", snapshot: view, sentAt });
    tokens.startSession({ view, sentAt });
    stepUp.resolveAll();
    manager.post("signed-in");
    events.emit("login", view.user);
    return view;
  }

  /**
   * Asks the server whether the browser sends the cookies it was just given, if no script can see them. A session whose
   * cookies are lost is ended again.
   *
   * @throws {AuthError} `cookies_blocked`
   */
  async function requireCookies({ accessToken, session }: SignInView): Promise<void> {
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

  const login = (input: LoginInput) => signIn("/api/auth/login", input);
  return {
    login,
    signup: (input) => signIn("/api/auth/signup", input),
    async relogin(password) {
      // If the user has signed in again in another tab, there is no password to ask for any more.
      await manager.revalidate().catch(() => {});
      const { sessionEnd, session, mismatch } = store.get();
      if (!sessionEnd || session || mismatch) return;
      const { user, rememberMe } = sessionEnd;
      await login({ email: user.email, password, rememberMe });
    },
  };
}
