"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useAuthClient } from "@/lib/client/auth-provider";

/** The list of devices looks again by itself; the history of the ended ones is the server's, and is asked for anew. */
export function useFreshHistory(): void {
  const { on } = useAuthClient();
  const router = useRouter();
  useEffect(() => on("sessionsChanged", () => router.refresh()), [on, router]);
}
