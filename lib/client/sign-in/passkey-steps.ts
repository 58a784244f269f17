/**
 * Passkeys in a sign-in: by a button, in the autofill of the address field, and as a second factor.
 */
import type { Cancel } from "@/lib/client/browser/environment";
import type { AttemptEvent, FlowState } from "./attempt-state";
import type { PasskeyOptions, Passkeys } from "./passkeys";

export interface PasskeySteps {
  /**
   * Asks the browser for a passkey: instead of an address and password, or as the second factor of the open attempt. A
   * user who closes the browser's dialog is where they were, without an error.
   *
   * @throws {AuthError} `invalid_credential`, `account_disabled`
   */
  submitPasskey(options?: { rememberMe?: boolean }): Promise<void>;
  /**
   * Offers passkeys in the autofill of the field with `autocomplete="username webauthn"`, if the browser can. The browser's
   * dialog comes first: the offer waits until it is closed. Only for a browser that has our cookie: the answer would give it one, and a sign-in in another tab could be lost by that.
   *
   * @param rememberMe asked when the user picks one
   * @returns a function that stops it
   */
  offerPasskeys(rememberMe: () => boolean): Cancel;
}

interface Parts<Answer> {
  passkeys: Passkeys;
  store: { get(): FlowState };
  stepPath(step: string): string;
  run(send: () => Promise<void>): Promise<void>;
  dispatch(event: AttemptEvent): void;
  receive(answer: Answer): void;
  post(path: string, body?: object): Promise<Answer>;
}

/** Sign-in without an address. */
const PATH = "/api/auth/passkey";

/** @returns the passkey steps of one attempt */
export function createPasskeySteps<Answer>(parts: Parts<Answer>): PasskeySteps {
  const { passkeys, store, stepPath, run, dispatch, receive, post } = parts;
  /** A page may have one question to the browser open. */
  let open = new AbortController();
  /** The question of the browser's dialog, until its answer has led somewhere. */
  let dialog: AbortSignal | null = null;
  /** What the form wants to offer at the moment. */
  let offered: (() => boolean) | null = null;

  function only(): AbortSignal {
    open.abort();
    open = new AbortController();
    return open.signal;
  }

  async function ask(path: string, autofill: boolean, signal: AbortSignal) {
    const { options } = (await post(`${path}/options`)) as { options: PasskeyOptions };
    return signal.aborted ? null : passkeys.get(options, { autofill, signal });
  }

  async function offer(rememberMe: () => boolean, signal: AbortSignal): Promise<void> {
    if (!(await passkeys.canAutofill()) || signal.aborted) return;
    const credential = await ask(PATH, true, signal);
    if (!credential) return;
    await run(async () => receive(await post(PATH, { credential, rememberMe: rememberMe() }))).finally(
      offerNow,
    );
  }

  function offerNow(): void {
    if (!offered || dialog || store.get().step !== "email") return;
    // The user has asked for nothing yet: a browser that can't offer them, or no server, is no news.
    offer(offered, only()).catch(() => {});
  }

  return {
    submitPasskey: ({ rememberMe = false } = {}) =>
      run(async () => {
        const isSecondFactor = store.get().attempt !== null;
        const path = isSecondFactor ? stepPath("passkey") : PATH;
        const signal = only();
        dialog = signal;
        try {
          const credential = await ask(path, false, signal);
          if (!credential) return dispatch({ type: "withdrawn" });
          receive(await post(path, isSecondFactor ? { credential } : { credential, rememberMe }));
        } finally {
          if (dialog === signal) dialog = null;
          offerNow();
        }
      }),
    offerPasskeys(rememberMe) {
      const mine = () => rememberMe();
      offered = mine;
      offerNow();
      return () => {
        if (offered !== mine) return;
        offered = null;
        if (!dialog) open.abort();
      };
    },
  };
}
