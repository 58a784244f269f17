"use client";

import { useEffect } from "react";
import { useFragmentSecret } from "@/app/ui/form/use-fragment-secret";
import { PRODUCT_SLUG } from "@/lib/session/product";

/** In this tab alone, and until the tab is closed: a user who must sign in first comes back to it. */
const KEY = `${PRODUCT_SLUG}:invitation`;

/**
 * Takes the secret of an invitation from the address, and keeps it in this tab until the invitation is accepted or
 * refused: a user who is signed out signs in or up first, which leaves the page.
 *
 * @returns `token`: undefined until the page has looked, null when there is none; and `forget`
 */
export function useInvitationToken() {
  const found = useFragmentSecret("token", readKept);
  useEffect(() => {
    if (found) keep(found);
  }, [found]);
  return { token: found, forget };
}

// Storage may be blocked. The page then works for a user who is signed in already.

function readKept(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(token: string): void {
  try {
    // session-lint-ignore token-leak: it opens nothing without a sign-in, and must outlast the way to the sign-in page
    sessionStorage.setItem(KEY, token);
  } catch {}
}

function forget(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {}
}
