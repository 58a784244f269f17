"use client";

import { useEffect } from "react";
import { useAuth } from "@/lib/client/react/use-auth";

/** Goes to `returnTo` as soon as a user is signed in on this browser, in this tab or in another. */
export function useRedirectWhenSignedIn(returnTo: string): void {
  const { isAuthenticated } = useAuth();
  useEffect(() => {
    if (isAuthenticated) location.assign(returnTo);
  }, [isAuthenticated, returnTo]);
}
