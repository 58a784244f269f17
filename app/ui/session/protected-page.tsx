"use client";

import type { ReactNode } from "react";
import { useAuthState } from "@/lib/client/react/auth-provider";
import { SignedOutHere } from "./offline-signed-out";
import { BEFORE_LIFE, useBlank, useLive } from "./page-shield";

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
export function PrivatePage({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const { user, end, concealed, mismatch, connection } = useAuthState();
  useLive();
  useBlank(end !== null || concealed || mismatch);
  if (!user && !end) return connection === "online" ? null : <SignedOutHere />;
  return (
    <>
      <script nonce={nonce} suppressHydrationWarning>
        {BEFORE_LIFE}
      </script>
      {children}
    </>
  );
}
