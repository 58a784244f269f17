/**
 * Puts the parts of the client together: the session of the tab, its tokens, its calls, and what a user does with them.
 */
import type { Environment } from "@/lib/client/browser/environment";
import { createAuthFetch, createCall } from "@/lib/client/http/auth-fetch";
import { createConnection } from "@/lib/client/http/connection";
import type { UserView } from "@/lib/session/contract";
import { loginUrl } from "@/lib/session/login-url";
import { startActivityReporter } from "./activity-reporter";
import type { AuthClient, ClientOptions } from "./auth-client";
import { createLazyAccountActions } from "./lazy-account-actions";
import { createSignOut } from "./planned-sign-out";
import { createPresence } from "./presence";
import { createSessionManager } from "./session-manager";
import { createStepUp } from "./step-up";
import { announceSessionsChanged, subscribeSessionEvents } from "./stream-subscription";

/** How long a form that leaves the page waits for its answer, before the tab no longer counts on that. */
const FORM_TIMEOUT_MS = 10_000;

/** @param browser what the client runs in */
export function createAuthClient(browser: Environment, options: ClientOptions): AuthClient {
  const connection = createConnection(browser);
  const env: Environment = { ...browser, fetch: connection.fetch };
  const manager = createSessionManager(env, connection, {
    initial: options.initial,
    epoch: options.epoch,
    leeway: options.silentRefreshLeeway * 1000,
    reloginInPlace: options.relogin === "in-place",
  });
  const { store, events, tokens } = manager;
  connection.watch({
    changed(state) {
      store.set({ connection: state });
      // The server answered another request: a refresh need not wait for its own next attempt.
      if (state === "online") tokens.wake();
    },
    isTrying: tokens.isRetrying,
  });
  const stepUp = createStepUp(store);
  const authFetch = createAuthFetch(browser, { tokens, connection, ...stepUp });
  const call = createCall(authFetch);
  const { flushPendingSignOut, ...signOut } = createSignOut(env, manager);
  const presence = createPresence(env, manager, call);
  const notifySessionsChanged = () => announceSessionsChanged(manager);
  let cancelStay = () => {};
  const { prepare, ...account } = createLazyAccountActions(env, manager, stepUp, options.initial === null);

  return {
    ...account,
    ...signOut,
    state: store,
    on: events.on,
    start(onSessionExpired) {
      const stops = [
        manager.start(onSessionExpired),
        startActivityReporter(env, presence.idleLimitMs, presence.report),
        subscribeSessionEvents(env, manager),
        store.subscribe(stepUp.cancelOrphaned),
        store.subscribe(prepare),
        env.onWake(flushPendingSignOut),
        env.onWake(connection.wake),
        connection.stop,
      ];
      void flushPendingSignOut();
      prepare();
      return () => {
        for (const stop of stops) stop();
      };
    },
    getAccessToken: tokens.getAccessToken,
    authFetch,
    call,
    async changePassword(change) {
      await account.changePassword(change);
      notifySessionsChanged();
    },
    async updateUser(changes) {
      const user = await call<UserView>("/api/me", { method: "PATCH", body: changes });
      if (store.get().user?.id === user.id) store.set({ user });
      return user;
    },
    checkSession: () => manager.fetchSession(),
    remainingMs: () => Math.max(0, (store.get().expiryWarning?.at ?? 0) - env.now()),
    extendSession: () => presence.report(0, false),
    abandonRelogin: () => manager.dispatch({ type: "relogin-abandoned" }),
    cancelReauthentication: stepUp.cancel,
    forceRefresh: tokens.forceRefresh,
    loginWithRedirect: (returnTo = env.path()) => env.navigate(loginUrl(null, returnTo)),
    markLeaving() {
      cancelStay();
      manager.dispatch({ type: "leaving" });
      cancelStay = env.after(FORM_TIMEOUT_MS, () => manager.dispatch({ type: "stayed" }));
    },
    clearError: () => store.set({ error: null }),
    notifySessionsChanged,
    hydrate({ user, session }) {
      const { user: known } = store.get();
      if (!known) return;
      if (known.id !== user.id) manager.dispatch({ type: "user-mismatched" });
      else if (known !== user) store.set({ user, session });
    },
  };
}
