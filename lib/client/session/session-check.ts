/**
 * Asking the server who is signed in (`GET /api/session`), which extends nothing.
 */
import type { Environment } from "@/lib/client/browser/environment";
import { asAuthError } from "@/lib/client/http/auth-error";
import { requestJson } from "@/lib/client/http/request";
import { withTabLock } from "@/lib/client/tokens/tab-lock";
import type { BrowserSessionView } from "@/lib/session/sign-in/sign-in-contract";
import { isUnexplained, judgeAnswer } from "./session-answer-rules";
import { type BrowserFacts, hasEpochMoved, type Signal, type TabState } from "./session-state";
import type { Store } from "./store";

export interface SessionCheckParts {
  env: Environment;
  store: Store<TabState>;
  facts(): BrowserFacts;
  dispatch(signal: Signal): void;
}

export interface SessionCheck {
  /**
   * Asks the server, and adopts its answer unless the user signed in or out meanwhile.
   *
   * @param tell whether the other tabs have to be told if the session is over
   * @throws {AuthError} `silent_auth_failed`, `server_error`, `unavailable`, …: the server did not answer
   */
  fetchSession(tell?: boolean): Promise<BrowserSessionView>;
  /** Asks the server if the epoch cookie says that the user signed in or out elsewhere; throws like `fetchSession`. */
  revalidate(): Promise<void>;
}

/** @returns the questions of one tab to the server */
export function createSessionCheck({ env, store, facts, dispatch }: SessionCheckParts): SessionCheck {
  const request = () => requestJson<BrowserSessionView>(env, "/api/session", { method: "GET" });

  async function fetchSession(tell = true, again = true): Promise<BrowserSessionView> {
    const asked = { state: store.get(), epoch: env.epoch() };
    let sentAt = env.now();
    store.set({ checking: true, checkError: null });
    try {
      let view = await request();
      if (isUnexplained(store.get(), view, asked, facts())) {
        sentAt = env.now();
        view = await withTabLock(env, request);
      }
      const verdict = judgeAnswer(store.get(), asked, facts());
      if (verdict === "current") dispatch({ type: "answered", view, sentAt, tell });
      else if (verdict === "stale" && again) return await fetchSession(tell, false);
      return view;
    } catch (thrown) {
      const error = asAuthError(thrown);
      dispatch({ type: "check-failed", error });
      throw error;
    } finally {
      store.set({ checking: false });
    }
  }

  return {
    fetchSession,
    async revalidate() {
      if (hasEpochMoved(store.get(), facts())) await fetchSession(false);
    },
  };
}
