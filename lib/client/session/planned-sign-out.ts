/**
 * Ending the session of this browser on purpose.
 */
import type { Environment } from "@/lib/client/browser/environment";
import { loginUrl } from "@/lib/session/login-url";
import type { EndReason } from "@/lib/session/reasons";
import { hasPendingSignOut, requestLogout } from "./pending-sign-out";
import { signedOutError } from "./session-end-rules";
import type { SessionManager } from "./session-manager";

export interface SignOut {
  logout(): Promise<void>;
  /** Ends the session at the server that was signed out here while the server could not be reached. */
  flushPendingSignOut(): Promise<void>;
  withPlannedSignOut<T>(reason: EndReason, end: () => Promise<T>): Promise<T>;
}

/** @returns the sign-outs of one tab */
export function createSignOut(env: Environment, manager: SessionManager): SignOut {
  const { store, tokens } = manager;
  const sessionId = () => store.get().session?.id ?? null;
  let running: Promise<void> | null = null;

  /** One at a time: a tab that wakes meanwhile finds the marker of the sign-out that is on its way. */
  function logout(): Promise<void> {
    const reason = "signed_out";
    const signOut = async () => {
      store.set({ busy: true });
      // From here on no call leaves with this session, and no response brings it back.
      tokens.drop(signedOutError(reason));
      await requestLogout(env, sessionId());
      running = null;
      store.set({ busy: false });
      manager.dispatch({ type: "signed-out", reason, path: "/login" });
    };
    running ??= manager.runSignOut(reason, signOut, true);
    return running;
  }

  return {
    logout,
    async flushPendingSignOut() {
      if (!hasPendingSignOut(env, sessionId())) return;
      if (manager.isSignedIn()) await logout();
      else if (await requestLogout(env, null)) await manager.fetchSession().catch(() => {});
    },
    withPlannedSignOut: (reason, end) =>
      manager.runSignOut(reason, async () => {
        const result = await end();
        const path = (result as { redirectTo?: string } | undefined)?.redirectTo ?? loginUrl(reason, null);
        manager.dispatch({ type: "signed-out", reason, path });
        return result;
      }),
  };
}
