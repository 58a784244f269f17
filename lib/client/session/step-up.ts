/**
 * Step-up authentication: an action that the server refuses for want of a recent sign-in waits here for the password, and
 * is then tried once more.
 */
import { type AuthError, asAuthError } from "@/lib/client/http/auth-error";
import { createWaiters } from "@/lib/client/http/waiters";
import type { AuthState } from "./auth-state";
import type { Store } from "./store";

export interface StepUp {
  /**
   * Runs `work`, and once more after the password if it throws `reauthentication_required`.
   *
   * @param work is told whether this is the second run
   * @throws what `work` throws; the refusal itself when the user cancels
   */
  runWithReauthentication<T>(work: (isRetry: boolean) => Promise<T>): Promise<T>;
  cancel(): void;
  /** Cancels if the user is gone: the actions would wait for ever. */
  cancelOrphaned(): void;
  /** The user has given the password, here or by signing in: the actions go on. */
  resolveAll(): void;
}

/** @returns the place where the actions of one tab wait for the password */
export function createStepUp(store: Store<AuthState>): StepUp {
  const waiters = createWaiters<void>();

  function waitForReauthentication(refusal: AuthError): Promise<void> {
    const reauthenticated = waiters.wait().catch(() => {
      throw refusal;
    });
    store.set({ reauthentication: store.get().reauthentication ?? { busy: false, error: null } });
    return reauthenticated;
  }

  function resolveAll(): void {
    store.set({ reauthentication: null });
    waiters.resolveAll();
  }

  function cancel(): void {
    store.set({ reauthentication: null });
    waiters.rejectAll(null);
  }

  return {
    async runWithReauthentication(work) {
      try {
        return await work(false);
      } catch (thrown) {
        const error = asAuthError(thrown);
        if (error.code !== "reauthentication_required") throw thrown;
        await waitForReauthentication(error);
        return work(true);
      }
    },
    cancel,
    cancelOrphaned() {
      const { status, mismatch, reauthentication } = store.get();
      if (reauthentication && (mismatch || status === "signed-out")) cancel();
    },
    resolveAll,
  };
}
