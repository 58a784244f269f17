/**
 * The actions that send a password, without their code: a page loads that when it asks for a password.
 */
import type { Environment } from "@/lib/client/browser/environment";
import { asAuthError } from "@/lib/client/http/auth-error";
import { loadPart } from "@/lib/client/http/load-part";
import type { AccountActions } from "./account-actions";
import type { SessionManager } from "./session-manager";
import type { StepUp } from "./step-up";

export interface LazyAccountActions extends Omit<AccountActions, "renewSilently"> {
  /**
   * Loads the code if the page asks for a password by now: there may be no network once the user has typed it. Renews a
   * session of an identity provider if that is due.
   */
  prepare(): void;
}

/**
 * @param isVisitor whether the page was rendered for a visitor, who may sign in
 * @returns the actions; each also throws `silent_auth_failed` when its code cannot be loaded
 */
export function createLazyAccountActions(
  env: Environment,
  manager: SessionManager,
  stepUp: StepUp,
  isVisitor: boolean,
): LazyAccountActions {
  const { store, events } = manager;
  let loading: Promise<AccountActions> | null = null;

  function load(): Promise<AccountActions> {
    loading ??= loadPart(env, async () => {
      const { createAccountActions } = await import("./account-actions");
      return createAccountActions(env, manager, stepUp);
    });
    loading.catch(() => {
      loading = null;
    });
    return loading;
  }

  /** @returns the action of that name, which loads its code first */
  function lazy<Name extends keyof AccountActions>(name: Name): AccountActions[Name] {
    const run = async (...input: unknown[]) => ((await load())[name] as Action)(...input);
    return run as AccountActions[Name];
  }

  /** @returns the sign-in of that name; it keeps the state that forms show meanwhile and afterwards */
  function signIn<Name extends keyof AccountActions>(name: Name): AccountActions[Name] {
    const run = async (...input: unknown[]) => {
      store.set({ busy: true, error: null });
      try {
        return await (lazy(name) as Action)(...input);
      } catch (thrown) {
        const error = asAuthError(thrown);
        store.set({ error });
        events.emit("error", error);
        throw error;
      } finally {
        store.set({ busy: false });
      }
    };
    return run as AccountActions[Name];
  }

  return {
    prepare() {
      const { sessionEnd, reauthentication } = store.get();
      if (sessionEnd?.renewal === "due")
        lazy("renewSilently")().catch(() => manager.dispatch({ type: "renewal-finished" }));
      else if (isVisitor || sessionEnd || reauthentication) void load();
    },
    login: signIn("login"),
    signup: signIn("signup"),
    relogin: signIn("relogin"),
    changePassword: lazy("changePassword"),
    reauthenticate: lazy("reauthenticate"),
    rotate: lazy("rotate"),
    request: lazy("request"),
  };
}

type Action = (...input: unknown[]) => Promise<unknown>;
