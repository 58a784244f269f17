"use client";

import { useEffect } from "react";
import { createSignOutMarkers } from "@/lib/client/browser/sign-out-markers";
import { WORKER_SCRIPT } from "@/lib/client/browser/worker-source";
import { useAuthClient } from "./auth-provider";

/** The tag `public/token-worker.js` knows it by. */
const TAG = "latchkey-sign-out";

/** https://wicg.github.io/background-sync/spec/ ; not in every browser, and in none of TypeScript's libraries. */
type SyncRegistration = ServiceWorkerRegistration & { sync: { register(tag: string): Promise<void> } };

/**
 * Lets a sign-out that could not reach the server be finished by the site's service worker as soon as there is a
 * network, though no page is open. Without Background Sync the next page to open does it.
 */
export function useBackgroundSignOut(): void {
  const client = useAuthClient();
  useEffect(() => {
    if (!("SyncManager" in globalThis)) return;
    let worker: SyncRegistration | null = null;
    // Now, because it can't be fetched when it is needed.
    navigator.serviceWorker.register(WORKER_SCRIPT).then(
      (registration) => {
        worker = registration as SyncRegistration;
      },
      () => {},
    );
    return client.on("logout", () => {
      if (createSignOutMarkers(globalThis).all().length > 0) worker?.sync.register(TAG).catch(() => {});
    });
  }, [client]);
}
