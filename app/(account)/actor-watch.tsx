"use client";

import { useEffect } from "react";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import { watchActor } from "@/lib/client/session/watch-actor";

/** Loads the page anew once it is not the administrator's any more, as `watchActor` says. */
export function ActorWatch() {
  const client = useAuthClient();
  useEffect(() => watchActor(client, () => location.reload()), [client]);
  return null;
}
