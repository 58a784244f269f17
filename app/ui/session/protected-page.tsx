"use client";

import type { ReactNode } from "react";
import { useAuthState } from "@/lib/client/react/auth-provider";
import { OfflineSignedOut } from "./offline-signed-out";
import { PRE_HYDRATION_SCRIPT, useHideDocument, useMarkHydrated } from "./page-shield";

/**
 * What only a signed-in person may see. It is
 * - there while somebody is signed in;
 * - hidden, from every eye and ear, when the session has ended under it, when it is not known whether it has (as while
 *   the browser keeps the page for Back), and when somebody else is signed in: hidden and not unmounted, so that a
 *   half-filled form is back as it was after the password;
 * - gone from the document when the person has signed out; while the sign-in page cannot be loaded, with a word instead.
 *
 * For the eye only: the server decides what anybody may have.
 */
export function ProtectedPage({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const { user, sessionEnd, isHidden, mismatch, connection } = useAuthState();
  useMarkHydrated();
  useHideDocument(sessionEnd !== null || isHidden || mismatch);
  if (!user && !sessionEnd) return connection === "online" ? null : <OfflineSignedOut />;
  return (
    <>
      <script nonce={nonce} suppressHydrationWarning>
        {PRE_HYDRATION_SCRIPT}
      </script>
      {children}
    </>
  );
}
