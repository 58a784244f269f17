import type { Cancel } from "@/lib/client/browser/environment";
import { type AuthError, asAuthError } from "@/lib/client/http/auth-error";
import type { SessionView } from "@/lib/session/contract";
import type { AuthClient } from "./auth-client";
import { createStore, type Store } from "./store";

export interface SessionListState {
  sessions: SessionView[];
  isLoading: boolean;
  /** Why the last operation failed; cleared by the next. */
  error: AuthError | null;
}

export interface SessionList {
  state: Pick<Store<SessionListState>, "get" | "initial" | "subscribe">;
  /** Loads, and loads again whenever some tab changed something; returns what undoes it. */
  start(): Cancel;
  refresh(): Promise<void>;
  /** Ends one device. It leaves the list at once, and comes back when the server refuses. */
  revoke(id: string): Promise<void>;
  /** Ends all other devices, or this one too; @returns how many sessions were ended. */
  revokeAll(scope?: "others" | "all"): Promise<{ revoked: number }>;
  /** Names a device; null gives it back the name it goes by. */
  rename(id: string, label: string | null): Promise<void>;
}

/** The user's devices. What is being ended is hidden from whatever list arrives meanwhile. */
export function createSessionList(client: AuthClient, initial?: SessionView[]): SessionList {
  const store = createStore<SessionListState>({ sessions: initial ?? [], isLoading: !initial, error: null });
  const hidden = new Set<string>();
  let known = initial ?? [];
  let loads = 0;
  let running = 0;

  function show(sessions: SessionView[]): void {
    known = sessions;
    store.set({ sessions: known.filter(({ id }) => !hidden.has(id)) });
  }

  /** Every operation: clears the error before, shows it after, and counts as loading meanwhile. */
  async function operate<T>(work: () => Promise<T>): Promise<T> {
    running++;
    store.set({ isLoading: true, error: null });
    try {
      return await work();
    } catch (thrown) {
      const error = asAuthError(thrown);
      store.set({ error });
      throw error;
    } finally {
      store.set({ isLoading: --running > 0 });
    }
  }

  function refresh(): Promise<void> {
    return operate(async () => {
      const load = ++loads;
      const { sessions } = await client.call<{ sessions: SessionView[] }>("/api/sessions", { method: "GET" });
      if (load === loads) show(sessions);
    });
  }

  /** Hides `ids` while `work` ends them; for good if it does. */
  function removing<T>(ids: string[], work: () => Promise<T>): Promise<T> {
    return operate(async () => {
      const mine = ids.filter((id) => !hidden.has(id));
      for (const id of mine) hidden.add(id);
      show(known);
      try {
        return await work();
      } catch (thrown) {
        for (const id of mine) hidden.delete(id);
        show(known);
        throw thrown;
      }
    });
  }

  return {
    state: store,
    refresh,
    start() {
      const load = () => void refresh().catch(() => {});
      load();
      return client.on("sessionsChanged", load);
    },
    async revoke(id) {
      const isCurrent = known.some((session) => session.id === id && session.current);
      const end = () =>
        removing([id], () => client.call(`/api/sessions/${encodeURIComponent(id)}`, { method: "DELETE" }));
      await (isCurrent ? client.withPlannedSignOut("signed_out", end) : end());
      if (!isCurrent) client.notifySessionsChanged();
    },
    async revokeAll(scope = "others") {
      const ids = known.filter(({ current }) => scope === "all" || !current).map(({ id }) => id);
      const work = () => client.call<{ revoked: number }>("/api/sessions/revoke-all", { body: { scope } });
      const end = () => removing(ids, work);
      if (scope === "all") return client.withPlannedSignOut("revoked_everywhere", end);
      const ended = await end();
      client.notifySessionsChanged();
      return ended;
    },
    async rename(id, label) {
      const path = `/api/sessions/${encodeURIComponent(id)}`;
      await operate(async () => {
        const renamed = await client.call<SessionView>(path, { method: "PATCH", body: { label } });
        show(known.map((session) => (session.id === id ? renamed : session)));
      });
      client.notifySessionsChanged();
    },
  };
}
