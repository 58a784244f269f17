"use client";

import { useHydrated } from "@/app/ui/form/use-hydrated";
import { browserPasskeys } from "@/lib/client/sign-in/passkeys";

/** @returns whether this browser can use a passkey; false on the server and during hydration. */
export function usePasskeySupport(): boolean {
  return useHydrated() && browserPasskeys.isSupported();
}
