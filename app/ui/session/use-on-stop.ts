"use client";

import { useEffect, useEffectEvent, useRef } from "react";

/** Calls `onStop` once each time that something which was running is not any more. */
export function useOnStop(isRunning: boolean, onStop: () => void): void {
  const wasRunning = useRef(false);
  const stopped = useEffectEvent(onStop);
  useEffect(() => {
    if (wasRunning.current && !isRunning) stopped();
    wasRunning.current = isRunning;
  }, [isRunning]);
}
