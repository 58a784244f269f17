/**
 * What a user does with a password: signs in or up, signs in again, changes it, and confirms who they are. Loaded when a page
 * asks for a password (`lazy-account-actions.ts`): most never do.
 */
import type { Environment } from "@/lib/client/browser/environment";
import { asAuthError } from "@/lib/client/http/auth-error";
import { loadPart } from "@/lib/client/http/load-part";
import { isTerminal } from "@/lib/session/errors";
import { createSignIn, type PasswordSignIn } from "./password-sign-in";
import type { SessionManager } from "./session-manager";
import type { StepUp } from "./step-up";

export interface PasswordChange {
  currentPassword: string;
  newPassword: string;
  signOutOthers?: boolean;
}

/**
 * "That wasn't me": besides the password change, the session is ended with all others, and what it added is removed. A user
 * without a password sends the session alone.
 */
export type SessionReport =
  | { sessionId: string }
  | {
      sessionId: string;
      currentPassword: string;
      newPassword: string;
      /** Of a user who has a second factor. */
      code?: string;
    };

/** What proves that the user is present: the password, with a code for a user who has a second factor, or a passkey. */
export type ReauthenticationProof =
  | { password: string; code?: string }
  /** The JSON of a `PublicKeyCredential`. */
  | { credential: unknown };

export interface AccountActions extends PasswordSignIn {
  changePassword(change: PasswordChange | SessionReport): Promise<void>;
  reauthenticate(proof: ReauthenticationProof): Promise<void>;
  rotate(path: string, body: unknown): Promise<void>;
  /** Renews a session that an identity provider began. Calls while one renewal runs wait for it. */
  renewSilently(): Promise<void>;
}

/** @returns the actions; `AuthClient` says what each of them throws */
export function createAccountActions(
  env: Environment,
  manager: SessionManager,
  stepUp: StepUp,
): AccountActions {
  const { store, tokens } = manager;
  const signIn = createSignIn(env, manager, stepUp);
  let renewal: Promise<void> | null = null;

  async function renew(): Promise<void> {
    const { renewByProvider } = await loadPart(env, () => import("./silent-sign-in"));
    await renewByProvider(env, manager, signIn.request);
  }

  /** Rotates the session at another endpoint than refresh; once more with a new token if the endpoint refuses the token. */
  async function rotate(path: string, body: unknown): Promise<void> {
    const token = await tokens.getAccessToken();
    try {
      await tokens.rotateVia(path, body, token);
    } catch (thrown) {
      const { code } = asAuthError(thrown);
      if (code !== "token_expired" && !isTerminal(code)) throw thrown;
      await tokens.rotateVia(path, body, await tokens.getAccessToken({ rejectedToken: token }));
    }
  }

  return {
    ...signIn,
    renewSilently() {
      renewal ??= renew().finally(() => {
        renewal = null;
      });
      return renewal;
    },
    rotate,
    changePassword: (change) => {
      const path = "sessionId" in change ? "/api/me/secure-account" : "/api/me/password";
      return stepUp.runWithReauthentication(() => rotate(path, change));
    },
    async reauthenticate(proof) {
      const isWaiting = () => store.get().reauthentication !== null;
      if (!isWaiting()) return;
      store.set({ reauthentication: { busy: true, error: null } });
      try {
        await rotate("/api/auth/reauthenticate", proof);
      } catch (thrown) {
        const error = asAuthError(thrown);
        if (isWaiting()) store.set({ reauthentication: { busy: false, error } });
        throw error;
      }
      stepUp.resolveAll();
    },
  };
}
