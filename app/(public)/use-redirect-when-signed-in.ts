"use client";

import { useEffect } from "react";
import { useAuth } from "@/lib/client/react/use-auth";

/** Leaves for `returnTo` as soon as somebody is signed in on this browser, be it here or in another tab. */
export function useRedirectWhenSignedIn(returnTo: string): void {
  const { isAuthenticated } = useAuth();
  useEffect(() => {
    if (isAuthenticated) location.assign(returnTo);
  }, [isAuthenticated, returnTo]);
}
