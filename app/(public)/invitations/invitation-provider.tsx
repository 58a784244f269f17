"use client";

import type { ReactNode } from "react";
import { AuthProvider } from "@/lib/client/react/auth-provider";
import type { UserSession } from "@/lib/client/session/auth-state";

interface Props {
  initial: UserSession | null;
  epoch: string;
  children: ReactNode;
}

/** The session on a page that works without one: when it ends, the sign-in page leads back here. */
export function InvitationProvider({ initial, epoch, children }: Props) {
  return (
    <AuthProvider
      initial={initial}
      epoch={epoch}
      relogin="page"
      onSessionExpired={(end) => location.assign(end.loginPath)}
    >
      {children}
    </AuthProvider>
  );
}
