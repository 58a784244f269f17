"use client";

import { useState } from "react";
import { useAuthClient, useStore } from "@/lib/client/react/auth-provider";
import type { AttemptView } from "@/lib/session/sign-in/sign-in-contract";
import type { FlowState } from "./attempt-state";
import { browserPasskeys } from "./passkeys";
import { createSignInFlow, type SignInFlow } from "./sign-in-flow";

type Steps = Omit<SignInFlow, "state" | "startSignIn" | "startSignUp">;

export interface SignIn extends FlowState, Steps {
  start: SignInFlow["startSignIn"];
}

export interface SignUp extends FlowState, Steps {
  start: SignInFlow["startSignUp"];
}

/**
 * A sign-in, step by step: draw a screen for each value of `step`, and call the function for what the user does there.
 * The app's own sign-in page (`app/(public)/login`) is one way to draw them.
 *
 * `email` asks for the address and calls `start`, with the password if the screen asks for both. Then, as the server
 * says: `credential` (`submitPassword`, `sendEmailCode` or `submitPasskey`, whichever `attempt.methods` names),
 * `challenge` (`submitCode`, `resendCode`), `totp` (`submitTotp`, `submitRecoveryCode` or `submitPasskey`, whichever
 * `attempt.secondFactors` names), `totp_setup` (`beginTotpSetup`, then `confirmTotpSetup`), `profile`
 * (`completeProfile`). At `done` the tab is signed in: `useAuth()` has the user. Show `recoveryCodes` before leaving.
 *
 * @param initial the open attempt that the server found by this browser's cookie; without it call `resume` to go on with
 *   one after a reload
 * @returns the attempt's state, and one function for each step; `SignInFlow` says what each throws
 * @throws {Error} when no `AuthProvider` is around the component
 */
export function useSignIn(initial: AttemptView | null = null): SignIn {
  const { startSignIn, startSignUp: _, ...flow } = useFlow(initial);
  return { ...flow, start: startSignIn };
}

/**
 * A sign-up, step by step: as `useSignIn`, but `start` takes what the screen asks for, and `profile` asks for the rest.
 * Where addresses are verified, the account exists only once `submitCode` was right.
 *
 * @param initial the open attempt that the server found by this browser's cookie
 * @returns the attempt's state, and one function for each step; `SignInFlow` says what each throws
 * @throws {Error} when no `AuthProvider` is around the component
 */
export function useSignUp(initial: AttemptView | null = null): SignUp {
  const { startSignIn: _, startSignUp, ...flow } = useFlow(initial);
  return { ...flow, start: startSignUp };
}

function useFlow(initial: AttemptView | null): FlowState & Omit<SignInFlow, "state"> {
  const client = useAuthClient();
  const [{ state, ...steps }] = useState(() => createSignInFlow(client, browserPasskeys, initial));
  return { ...useStore(state), ...steps };
}
