"use client";

import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { AuthHeader } from "@/app/ui/auth/auth-card";
import { AttemptScreen, type AttemptScreenProps } from "@/app/ui/sign-in/attempt-screen";
import { useSignIn } from "@/lib/client/sign-in/use-sign-in";
import type { AttemptView, FirstFactor } from "@/lib/session/sign-in/sign-in-contract";
import { LoginForm } from "./login-form";

interface Props extends Omit<AttemptScreenProps, "flow" | "children"> {
  /** The open attempt of this browser, if there is one. */
  attempt: AttemptView | null;
  /** The address to begin with. */
  email: string | null;
  methods: FirstFactor[];
  /** Whether passkeys are offered in the autofill of the address. */
  offersPasskeys: boolean;
  rememberedFor: string;
  /** The notice about why the last session ended, if there is one. */
  notice: ReactNode;
  /** A line below the heading: the other page's link. */
  aside: ReactNode;
  /** What stands below the form, such as other ways in. */
  children: ReactNode;
}

/** The sign-in page: first the form, then each step that the server asks for. */
export function SignInScreen({ attempt, email, rememberedFor, notice, aside, children, ...step }: Props) {
  const t = useTexts("signIn");
  const flow = useSignIn(attempt);
  return (
    <AttemptScreen {...step} flow={flow}>
      <AuthHeader title={t.signIn}>{aside}</AuthHeader>
      <LoginForm {...step} flow={flow} email={email} rememberedFor={rememberedFor}>
        {notice}
      </LoginForm>
      {children}
    </AttemptScreen>
  );
}
