"use client";

import type { ReactNode } from "react";
import { AuthProvider } from "@/lib/client/react/auth-provider";
import type { UserSession } from "@/lib/client/session/auth-state";

/**
 * The app's policy for an ended session: the page is hidden and asks for its user's password. A user who declines goes to
 * the sign-in page, which says why the session ended and returns here.
 */
export function SessionProvider({
  initial,
  epoch,
  children,
}: {
  initial: UserSession | null;
  epoch: string;
  children: ReactNode;
}) {
  return (
    <AuthProvider
      initial={initial}
      epoch={epoch}
      relogin="in-place"
      onSessionExpired={(end) => location.assign(end.loginPath)}
    >
      {children}
    </AuthProvider>
  );
}
