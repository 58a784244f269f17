/**
 * Sends the steps of an attempt, and keeps the state that screens show meanwhile and afterwards.
 */
import { asAuthError } from "@/lib/client/http/auth-error";
import type { AuthClient } from "@/lib/client/session/auth-client";
import { createStore, type Store } from "@/lib/client/session/store";
import type { AttemptView, NextStepView } from "@/lib/session/sign-in/sign-in-contract";
import { type AttemptEvent, type FlowState, initialAttemptState, reduceAttempt } from "./attempt-state";

/** The next step, or what `GET` and `resend` answer. */
type Answer = NextStepView | { attempt: AttemptView };
export type SignInClient = Pick<AuthClient, "request">;

export interface StepRunner {
  store: Store<FlowState>;
  dispatch(event: AttemptEvent): void;
  post(path: string, body?: unknown): Promise<Answer>;
  /** Goes on with an answer: to the next step, or to the end. */
  receive(answer: Answer): void;
  /**
   * Runs one step. A step that was taken in another tab meanwhile leads to where the attempt stands.
   *
   * @param email the address the step is about, which a screen shows meanwhile
   * @throws {AuthError} what `send` throws; it is then in the state, too
   */
  run(send: () => Promise<void>, email?: string): Promise<void>;
  /** @returns the path of a step of the attempt that is open @throws Error when there is none */
  stepPath(step: string): string;
}

/** @param attempt the one that is open already; null to begin with the address */
export function createStepRunner(client: SignInClient, attempt: AttemptView | null): StepRunner {
  const store = createStore(initialAttemptState(attempt));
  const dispatch = (event: AttemptEvent) => store.set(reduceAttempt(store.get(), event));
  const post = (path: string, body?: unknown) => client.request<Answer>(path, { body });

  function receive(answer: Answer): void {
    dispatch(
      "accessToken" in answer
        ? { type: "completed", recoveryCodes: answer.recoveryCodes ?? null }
        : { type: "continued", attempt: answer.attempt },
    );
  }

  async function run(send: () => Promise<void>, email?: string): Promise<void> {
    dispatch({ type: "sent", ...(email !== undefined && { email }) });
    try {
      await send();
    } catch (thrown) {
      const error = asAuthError(thrown);
      if (error.code === "wrong_step" && (await catchUp())) return;
      dispatch({ type: "refused", error });
      throw error;
    }
  }

  /** Another tab went on with the attempt. @returns true when the step it stands at is known now */
  async function catchUp(): Promise<boolean> {
    const { attempt: current } = store.get();
    if (!current) return false;
    return client.request<Answer>(attemptPath(current), { method: "GET" }).then(
      (answer) => {
        receive(answer);
        return true;
      },
      () => false,
    );
  }

  function stepPath(step: string): string {
    const { attempt: current } = store.get();
    if (!current) throw new Error("There is no attempt: call startSignIn or startSignUp first.");
    return `${attemptPath(current)}/${step}`;
  }

  return { store, dispatch, post, receive, run, stepPath };
}

/** @returns the path of an attempt at the API */
export function attemptPath({ id }: AttemptView): string {
  return `/api/auth/attempts/${id}`;
}
