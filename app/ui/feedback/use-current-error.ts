"use client";

import { type FormError, retryWhenOnline } from "@/app/ui/format/error-message";
import { useConnection } from "@/lib/client/react/use-connection";

/**
 * Keeps an error message current: once the server is reachable again, "we can't reach the server" becomes "try again".
 *
 * @returns the error to show, or null */
export function useCurrentError(refusal: FormError | null): FormError | null {
  const isReached = useConnection() === "online";
  return refusal && isReached ? retryWhenOnline(refusal) : refusal;
}
