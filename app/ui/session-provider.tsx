"use client";

import type { ReactNode } from "react";
import { AuthProvider } from "@/lib/client/auth-provider";
import type { Identity } from "@/lib/client/auth-state";

/** What this app does when a session ends: it leaves for the sign-in page, which says why and comes back here. */
export function SessionProvider({ initial, children }: { initial: Identity | null; children: ReactNode }) {
  return (
    <AuthProvider initial={initial} onSessionExpired={(end) => location.assign(end.loginPath)}>
      {children}
    </AuthProvider>
  );
}
