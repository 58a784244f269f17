"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import type { SignIn, SignUp } from "@/lib/client/sign-in/use-sign-in";
import type { AttemptView } from "@/lib/session/sign-in/sign-in-contract";

/** Marks the history entry that stands for the steps of an attempt. */
const MARK = "signInStep";

/**
 * Gives the steps of an attempt a history entry of their own. Back then leads to the form they were begun with, and not
 * out of the site; Forward leads to the step again, because going back cancels nothing.
 */
export function useStepHistory({ attempt: open, step, setAside, takeUp }: SignIn | SignUp): void {
  // At `credential` the sign-in form itself is still shown: there is nothing to go back from.
  const attempt = open?.step === "credential" ? null : open;
  const isSignedIn = step === "done";
  const before = useRef(attempt);
  const kept = useRef<AttemptView | null>(null);

  useEffect(() => {
    const isBegun = attempt !== null && before.current === null;
    const isOver = attempt === null && before.current !== null;
    before.current = attempt;
    if (isBegun) kept.current = null;
    if (isBegun && !isMarked()) history.pushState({ [MARK]: true }, "");
    if (isOver && !isSignedIn && isMarked()) history.back();
  }, [attempt, isSignedIn]);

  const follow = useEffectEvent(() => {
    if (isMarked()) {
      if (kept.current) takeUp(kept.current);
    } else if (attempt) {
      setAside();
      kept.current = attempt;
    }
  });
  useEffect(() => {
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);
}

/** Goes to a page once the user is signed in. The entry of the steps is replaced: there is nothing to come back to. */
export function leaveSteps(path: string): void {
  if (isMarked()) location.replace(path);
  else location.assign(path);
}

function isMarked(): boolean {
  return history.state?.[MARK] === true;
}
