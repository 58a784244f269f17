"use client";

import { useEffect } from "react";
import { readCookieSite } from "@/lib/client/browser/cookies";
import { createSignOutMarkers } from "@/lib/client/browser/sign-out-markers";
import { SIGN_OUT_SYNC_TAG, WORKER_URL } from "@/lib/client/browser/worker-protocol";
import { useAuthClient } from "./auth-provider";

/** https://wicg.github.io/background-sync/spec/ ; not in every browser, and in none of TypeScript's libraries. */
type SyncRegistration = ServiceWorkerRegistration & { sync: { register(tag: string): Promise<void> } };

/** A worker that is there stays: the app may have registered it with paths of its own (token-cache.ts). */
async function register(workers: ServiceWorkerContainer): Promise<ServiceWorkerRegistration> {
  return (await workers.getRegistration()) ?? workers.register(WORKER_URL);
}

/**
 * Lets the site's service worker finish a sign-out that could not reach the server, as soon as there is a network and
 * though no page is open. Without Background Sync the next page that opens does it.
 */
export function useBackgroundSignOut(): void {
  const client = useAuthClient();
  useEffect(() => {
    // Service workers exist only in secure contexts: over plain http there is none.
    const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
    if (!workers || !("SyncManager" in globalThis)) return;
    let worker: SyncRegistration | null = null;
    // Now: when it is needed, there is no network to fetch it by.
    register(workers).then(
      (registration) => {
        worker = registration as SyncRegistration;
      },
      () => {},
    );
    const handOver = () => {
      const { prefix, domain = "" } = readCookieSite(globalThis);
      if (createSignOutMarkers(globalThis).all().length > 0)
        worker?.sync.register(`${SIGN_OUT_SYNC_TAG} ${prefix} ${domain}`).catch(() => {});
    };
    // A page that is closed while the server has not answered learns nothing more.
    addEventListener("pagehide", handOver);
    const stopListening = client.on("logout", handOver);
    return () => {
      removeEventListener("pagehide", handOver);
      stopListening();
    };
  }, [client]);
}
