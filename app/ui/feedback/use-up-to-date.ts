"use client";

import { onceReached, type Refusal } from "@/app/ui/words/refusal";
import { useConnection } from "@/lib/client/session-hooks";

/** @returns a refusal as it stands now: nobody is told that we are away when we are back. */
export function useUpToDate(refusal: Refusal | null): Refusal | null {
  const isReached = useConnection() === "online";
  return refusal && isReached ? onceReached(refusal) : refusal;
}
