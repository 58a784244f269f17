"use client";

import { useEffect, useState } from "react";
import {
  createSessionList,
  type SessionList,
  type SessionListState,
} from "@/lib/client/session/session-list";
import type { SessionView } from "@/lib/session/contract";
import { useAuthClient, useStore } from "./auth-provider";

export type Sessions = SessionListState & Omit<SessionList, "state" | "start">;

/**
 * The user's devices; loads on mount.
 *
 * @param initial what the server rendered: shown until the first load
 */
export function useSessions(initial?: SessionView[]): Sessions {
  const client = useAuthClient();
  const [list] = useState(() => createSessionList(client, initial));
  useEffect(() => list.start(), [list]);
  const { refresh, revoke, revokeAll, rename } = list;
  return { ...useStore(list.state), refresh, revoke, revokeAll, rename };
}
