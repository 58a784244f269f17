/**
 * Actions that need a proof of who is there wait here for the password, and are then tried once more.
 */
import type { AuthError } from "@/lib/client/http/auth-error";
import { asAuthError } from "@/lib/client/http/auth-error";
import type { TokenManager } from "@/lib/client/tokens/token-manager";
import type { AuthState } from "./auth-state";
import type { Store } from "./store";

export interface StepUp {
  /** @returns once the person has proved who they are; throws `refusal` when they would rather not */
  waitForReauthentication(refusal: AuthError): Promise<void>;
  /** Runs `work`, and once more after the password when it is refused for the want of it. */
  runWithReauthentication<T>(work: () => Promise<T>): Promise<T>;
  confirm(password: string): Promise<void>;
  cancel(): void;
  /** Somebody signed in by password just now: that will do. */
  resolveAll(): void;
}

interface Waiting {
  refusal: AuthError;
  resolve(): void;
  reject(error: AuthError): void;
}

export function createStepUp(store: Store<AuthState>, tokens: Pick<TokenManager, "rotateVia">): StepUp {
  let waiting: Waiting[] = [];

  function leave(tell: (one: Waiting) => void): void {
    const leaving = waiting;
    waiting = [];
    store.set({ reauthentication: null });
    leaving.forEach(tell);
  }

  function waitForReauthentication(refusal: AuthError): Promise<void> {
    return new Promise((resolve, reject) => {
      waiting.push({ refusal, resolve, reject });
      store.set({ reauthentication: store.get().reauthentication ?? { busy: false, error: null } });
    });
  }

  return {
    waitForReauthentication,
    async runWithReauthentication(work) {
      try {
        return await work();
      } catch (thrown) {
        const error = asAuthError(thrown);
        if (error.code !== "reauthentication_required") throw error;
        await waitForReauthentication(error);
        return work();
      }
    },
    async confirm(password) {
      if (waiting.length === 0) return;
      store.set({ reauthentication: { busy: true, error: null } });
      try {
        await tokens.rotateVia("/api/auth/reauthenticate", { password });
      } catch (thrown) {
        const error = asAuthError(thrown);
        if (waiting.length > 0) store.set({ reauthentication: { busy: false, error } });
        throw error;
      }
      leave(({ resolve }) => resolve());
    },
    cancel: () => leave(({ refusal, reject }) => reject(refusal)),
    resolveAll: () => leave(({ resolve }) => resolve()),
  };
}
