"use client";

import { onceReached, type Refusal } from "@/app/ui/format/error-message";
import { useConnection } from "@/lib/client/react/use-session-status";

/** @returns a refusal as it stands now: nobody is told that we are away when we are back. */
export function useUpToDate(refusal: Refusal | null): Refusal | null {
  const isReached = useConnection() === "online";
  return refusal && isReached ? onceReached(refusal) : refusal;
}
