"use client";

import type { AuthState } from "@/lib/client/session/auth-state";
import { useAuthState } from "./auth-provider";

/** @returns whether the server can be reached: `reconnecting` while requests fail, or the event stream is lost */
export function useConnection(): AuthState["connection"] {
  const { connection, isStreamLost } = useAuthState();
  return isStreamLost ? "reconnecting" : connection;
}
