"use client";

import type { ReactNode } from "react";
import { AuthProvider } from "@/lib/client/react/auth-provider";
import type { SessionSnapshot } from "@/lib/client/session/auth-state";

/**
 * What this app does when a session ends: the page waits, hidden, for its owner's password. Who would rather not leaves
 * for the sign-in page, which says why and comes back here.
 */
export function SessionProvider({
  initial,
  epoch,
  children,
}: {
  initial: SessionSnapshot | null;
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
