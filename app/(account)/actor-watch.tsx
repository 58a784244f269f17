"use client";

import { useEffect } from "react";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import { watchActor } from "@/lib/client/session/watch-actor";

/** Reloads the page when this tab has the user's own session instead of the administrator's; see `watchActor`. */
export function ActorWatch() {
  const client = useAuthClient();
  useEffect(() => watchActor(client, () => location.reload()), [client]);
  return null;
}
