"use client";

import { useState } from "react";
import { useTexts } from "#texts";
import { distinctNames } from "@/app/ui/format/device";
import type { EndedSessionView, SessionView } from "@/lib/session/contract";

/**
 * Names that stay with their device: a session counts in the numbering while it is alive, after it has ended, and in the
 * moment between, when it has left the one list and not yet arrived in the other.
 *
 * @returns the name of each session by its id
 */
export function useDeviceNames(
  sessions: readonly SessionView[],
  ended: readonly EndedSessionView[],
): Map<string, string> {
  const tDevice = useTexts("device");
  const [seen, setSeen] = useState<readonly SessionView[]>([]);
  const byId = new Map([...seen, ...ended, ...sessions].map((session) => [session.id, session]));
  if (byId.size > seen.length) setSeen([...byId.values()]);
  return distinctNames([...byId.values()], tDevice);
}
