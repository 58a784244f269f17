/**
 * Ending and naming sessions, for a list that shows them. A session that is being ended is hidden at once and stays
 * hidden, whatever list arrives meanwhile; it is shown again only when the server refuses.
 */
import type { SessionView } from "@/lib/session/contract";
import type { AuthClient } from "./auth-client";
import { createStore, type Store } from "./store";

export interface PendingSessions {
  /** The ids of sessions that are being ended, or have been. */
  hidden: ReadonlySet<string>;
  /** How many operations run. */
  running: number;
}

export interface SessionActions {
  state: Pick<Store<PendingSessions>, "get" | "initial" | "subscribe">;
  /**
   * Ends one session; with this browser's own, the user is signed out here.
   *
   * @throws {AuthError} `not_found`, `reauthentication_required`, `rate_limited` …; the session is shown again
   */
  revoke(id: string): Promise<void>;
  /** Ends those of `sessions` that are not this browser's, or all. @throws {AuthError} as `revoke` does */
  revokeAll(sessions: SessionView[], scope?: "others" | "all"): Promise<{ revoked: number }>;
  /** Names a session's device; null restores its default name. @throws {AuthError} `invalid_request`, `not_found` … */
  rename(id: string, label: string | null): Promise<SessionView>;
}

type SessionListClient = Pick<AuthClient, "call" | "state" | "withPlannedSignOut" | "notifySessionsChanged">;

/** @returns the actions, with the state that a list shows meanwhile */
export function createSessionActions(client: SessionListClient): SessionActions {
  const store = createStore<PendingSessions>({ hidden: new Set(), running: 0 });
  const pathOf = (id: string) => `/api/sessions/${encodeURIComponent(id)}`;

  async function run<T>(work: () => Promise<T>): Promise<T> {
    store.set({ running: store.get().running + 1 });
    return work().finally(() => store.set({ running: store.get().running - 1 }));
  }

  /** Hides `ids` while `work` ends them; for good if it does. */
  function hideWhile<T>(ids: string[], work: () => Promise<T>): Promise<T> {
    return run(async () => {
      const { hidden } = store.get();
      const mine = new Set(ids.filter((id) => !hidden.has(id)));
      store.set({ hidden: new Set([...hidden, ...mine]) });
      return work().catch((thrown: unknown) => {
        store.set({ hidden: new Set([...store.get().hidden].filter((id) => !mine.has(id))) });
        throw thrown;
      });
    });
  }

  return {
    state: store,
    async revoke(id) {
      const isCurrent = client.state.get().session?.id === id;
      const end = () => hideWhile([id], () => client.call<void>(pathOf(id), { method: "DELETE" }));
      await (isCurrent ? client.withPlannedSignOut("signed_out", end) : end());
      if (!isCurrent) client.notifySessionsChanged();
    },
    async revokeAll(sessions, scope = "others") {
      const ids = sessions.filter(({ current }) => scope === "all" || !current).map(({ id }) => id);
      const work = () => client.call<{ revoked: number }>("/api/sessions/revoke-all", { body: { scope } });
      const end = () => hideWhile(ids, work);
      if (scope === "all") return client.withPlannedSignOut("revoked_everywhere", end);
      const ended = await end();
      client.notifySessionsChanged();
      return ended;
    },
    rename: (id, label) =>
      run(() => client.call<SessionView>(pathOf(id), { method: "PATCH", body: { label } })),
  };
}
