"use client";

import { type FormError, retryWhenOnline } from "@/app/ui/format/error-message";
import { useConnection } from "@/lib/client/react/use-session-status";

/** @returns a refusal as it stands now: nobody is told that we are away when we are back. */
export function useCurrentError(refusal: FormError | null): FormError | null {
  const isReached = useConnection() === "online";
  return refusal && isReached ? retryWhenOnline(refusal) : refusal;
}
