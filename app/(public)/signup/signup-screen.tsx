"use client";

import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { AuthHeader } from "@/app/ui/auth/auth-card";
import { AttemptScreen, type AttemptScreenProps } from "@/app/ui/sign-in/attempt-screen";
import { useSignUp } from "@/lib/client/sign-in/use-sign-in";
import type { AttemptView } from "@/lib/session/sign-in/sign-in-contract";
import { SignUpForm } from "./signup-form";

interface Props extends Omit<AttemptScreenProps, "flow" | "children"> {
  /** The open attempt of this browser, if there is one. */
  attempt: AttemptView | null;
  /** A line below the heading: the other page's link. */
  aside: ReactNode;
}

/** The sign-up page: first the form, then each step that the server asks for. */
export function SignUpScreen({ attempt, aside, ...step }: Props) {
  const t = useTexts("signIn");
  const flow = useSignUp(attempt);
  return (
    <AttemptScreen {...step} flow={flow}>
      <AuthHeader title={t.signUp.title}>{aside}</AuthHeader>
      <SignUpForm {...step} flow={flow} />
    </AttemptScreen>
  );
}
