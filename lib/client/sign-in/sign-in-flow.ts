/**
 * The steps of a sign-in or sign-up, without a framework. `useSignIn` and `useSignUp` give it to React.
 */
import { withTouchPoints } from "@/lib/client/browser/touch-points";
import type { Store } from "@/lib/client/session/store";
import type { AttemptView } from "@/lib/session/sign-in/sign-in-contract";
import type { FlowState, TotpSetup } from "./attempt-state";
import { createPasskeySteps, type PasskeySteps } from "./passkey-steps";
import type { Passkeys } from "./passkeys";
import { attemptPath, createStepRunner, type SignInClient } from "./step-runner";

/**
 * A step of an attempt. Each rejects with an `AuthError`, which is then in `error`, too. Besides the codes it names that
 * is `attempt_closed` when the attempt is over (the flow is back at `email`), and the codes of an unreachable server.
 * When a step was taken in another tab meanwhile, the flow goes to where the attempt stands, without an error.
 */
export interface SignInFlow extends PasskeySteps {
  state: Pick<Store<FlowState>, "get" | "initial" | "subscribe">;
  /**
   * Signs in with a password in one request, or begins an attempt for an address, which `sendEmailCode`,
   * `submitPassword` or `submitPasskey` go on with.
   *
   * @throws {AuthError} `invalid_credentials`, `account_disabled`, `rate_limited`
   */
  startSignIn(input: { email: string; password?: string; rememberMe?: boolean }): Promise<void>;
  /** @throws {AuthError} `email_taken`, `invalid_request` with `details.issues`, `rate_limited` */
  startSignUp(input: { email: string; password?: string; name?: string }): Promise<void>;
  /** @throws {AuthError} `invalid_credentials`, `account_disabled`, `rate_limited` */
  submitPassword(password: string): Promise<void>;
  /** Sends a code and a link to the attempt's address, if an account has it. @throws {AuthError} `rate_limited` */
  sendEmailCode(): Promise<void>;
  /** @throws {AuthError} `invalid_code` with `details.remainingAttempts`; none remaining ends the attempt */
  submitCode(code: string): Promise<void>;
  /** Sends another code; the one before is void. @throws {AuthError} `rate_limited` with `details.retryAfter` */
  resendCode(): Promise<void>;
  /** @throws {AuthError} `invalid_code`, `factor_locked` with `details.retryAfter` */
  submitTotp(code: string): Promise<void>;
  /** @throws {AuthError} `invalid_code`, `rate_limited` */
  submitRecoveryCode(code: string): Promise<void>;
  /** Gets the secret for an authenticator app: `totpSetup`. */
  beginTotpSetup(): Promise<void>;
  /** Ends the set-up with a code of the app; then `recoveryCodes` are there, once. @throws {AuthError} `invalid_code` */
  confirmTotpSetup(code: string): Promise<void>;
  /** Gives what `attempt.missingFields` names. @throws {AuthError} `invalid_request` with `details.issues` */
  completeProfile(fields: { name?: string; password?: string }): Promise<void>;
  /** Goes on with the secret of a link from an e-mail. @throws {AuthError} `invalid_ticket` */
  submitTicket(ticket: string): Promise<void>;
  /** Forgets the error of the last step: the user turned to another way. */
  clearError(): void;
  /** Goes back to the form with the address. The attempt stays open, for `takeUp`. */
  setAside(): void;
  /** Goes on with an attempt that was set aside. @param attempt as it was then */
  takeUp(attempt: AttemptView): void;
  /** Gives the attempt up, to begin with another address. */
  cancel(): Promise<void>;
  /** Looks for the newest open attempt of this browser, and goes on with it. */
  resume(): Promise<void>;
}

/** @param attempt one that the server found by this browser's cookie; null to begin with the address */
export function createSignInFlow(
  client: SignInClient,
  passkeys: Passkeys,
  attempt: AttemptView | null = null,
): SignInFlow {
  const runner = createStepRunner(client, attempt);
  const { store, dispatch, receive, post, run, stepPath } = runner;
  const step = (name: string, body?: unknown) => run(async () => receive(await post(stepPath(name), body)));

  return {
    state: store,
    startSignIn: (input) => {
      const path = input.password === undefined ? "/api/auth/attempts" : "/api/auth/login";
      return run(async () => receive(await post(path, withTouchPoints(input))), input.email);
    },
    startSignUp: (input) =>
      run(async () => receive(await post("/api/auth/signup", withTouchPoints(input))), input.email),
    submitPassword: (password) => step("password", withTouchPoints({ password })),
    sendEmailCode: () => step("email-code"),
    submitCode: (code) => step("code", withTouchPoints({ code })),
    resendCode: () => step("resend"),
    submitTotp: (code) => step("totp", withTouchPoints({ code })),
    submitRecoveryCode: (code) => step("recovery-code", withTouchPoints({ code })),
    beginTotpSetup: () =>
      run(async () => {
        const setup = await client.request<TotpSetup>(stepPath("totp-setup"));
        dispatch({ type: "setup-begun", setup });
      }),
    confirmTotpSetup: (code) => step("totp-setup/confirm", withTouchPoints({ code })),
    completeProfile: (fields) => step("profile", withTouchPoints(fields)),
    submitTicket: (ticket) =>
      run(async () => receive(await post("/api/auth/ticket", withTouchPoints({ ticket })))),
    clearError: () => dispatch({ type: "error-cleared" }),
    setAside: () => dispatch({ type: "set-aside" }),
    takeUp: (aside) => dispatch({ type: "continued", attempt: aside }),
    async cancel() {
      const { attempt: current } = store.get();
      dispatch({ type: "cancelled" });
      // Without an answer it expires by itself.
      if (current) await client.request(attemptPath(current), { method: "DELETE" }).catch(() => {});
    },
    resume: () =>
      run(async () => {
        const { attempts } = await client.request<{ attempts: AttemptView[] }>("/api/session", {
          method: "GET",
        });
        const [newest] = attempts;
        dispatch(newest ? { type: "continued", attempt: newest } : { type: "cancelled" });
      }),
    ...createPasskeySteps({
      ...runner,
      passkeys,
      post: (path, body) => post(path, body && withTouchPoints(body)),
    }),
  };
}
