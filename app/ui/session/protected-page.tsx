"use client";

import type { ReactNode } from "react";
import { useAuthState } from "@/lib/client/react/auth-provider";
import { useHideDocument } from "./hide-document";
import { OfflineSignedOut } from "./offline-signed-out";
import { PRE_HYDRATION_SCRIPT, useMarkHydrated, useMarkLeaving } from "./pre-hydration";

/** It has run before React starts, so no bundle for browsers has it. */
const SCRIPT = typeof window === "undefined" ? PRE_HYDRATION_SCRIPT : "";

/**
 * The content of a signed-in page. It is
 * - visible while the user is signed in;
 * - hidden, also from screen readers, when its session has ended, when the client does not know whether it has (as while
 *   the page is in the back-forward cache), and when another user has signed in. It stays mounted, so that a half-filled
 *   form is complete again after the password;
 * - removed when the user has signed out. While the sign-in page cannot be loaded, a message takes its place.
 *
 * This protects the screen only. The server decides what a request may read.
 */
export function ProtectedPage({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const { user, sessionEnd, isHidden, mismatch, connection } = useAuthState();
  useMarkLeaving();
  useMarkHydrated();
  useHideDocument(sessionEnd !== null || isHidden || mismatch);
  if (!user && !sessionEnd) return connection === "online" ? null : <OfflineSignedOut />;
  return (
    <>
      <script nonce={nonce} suppressHydrationWarning>
        {SCRIPT}
      </script>
      {children}
    </>
  );
}
