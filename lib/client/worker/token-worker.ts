/**
 * The newest access token of this browser, in the memory of a worker: a shared worker, which lives as long as some tab
 * does, or a service worker (lib/client/browser/worker-token-cache.ts). Tabs ask for it by a port of their own.
 * The worker stores nothing and broadcasts nothing. By itself it makes a single request: to finish a sign-out. It answers no
 * request of a page but those for the paths that the app named (bearer-requests.ts).
 *
 * scripts/build-scripts.ts makes it one script at the site's root: so it runs under a policy that lets it load
 * nothing, and as a service worker its scope is the site.
 */
import type { SharedToken } from "@/lib/client/browser/environment";
import { SIGN_OUT_SYNC_TAG, type WorkerMessage } from "@/lib/client/browser/worker-protocol";
import {
  cookieName,
  DEFAULT_COOKIE_PREFIX,
  NO_EPOCH,
  parseSignOutMarkerName,
} from "@/lib/session/cookie-names";
import { answerBearerRequests, type BearerScope, type FindHeld } from "./bearer-requests";

/** What this worker uses of its global scope, which TypeScript's browser library does not know. */
interface WorkerScope {
  addEventListener(type: "connect", run: (event: { ports: readonly MessagePort[] }) => void): void;
  addEventListener(type: "message", run: (event: WorkerEvent) => void): void;
  addEventListener(type: "install", run: () => void): void;
  addEventListener(type: "sync", run: (event: SyncEvent) => void): void;
  skipWaiting(): Promise<void>;
  cookieStore: {
    getAll(): Promise<{ name: string; value: string }[]>;
    delete(cookie: { name: string; domain: string | null }): Promise<void>;
  };
}

interface WorkerEvent {
  data: WorkerMessage;
  ports: readonly Pick<MessagePort, "postMessage">[];
}

/** https://wicg.github.io/background-sync/spec/ */
interface SyncEvent {
  tag: string;
  waitUntil(work: Promise<void>): void;
}

const scope = globalThis as unknown as WorkerScope;

let held: { owner: string; accessToken: string; life: number; expiresAt: number } | null = null;

/** A token's life is counted by this worker's own monotonic clock: those of the tabs have other origins. */
const find: FindHeld = (isOwner) => {
  if (!held || !isOwner(held.owner)) return null;
  const remaining = held.expiresAt - performance.now();
  return remaining > 0 ? { accessToken: held.accessToken, remaining, life: held.life } : null;
};

function keep(owner: string, { accessToken, remaining, life }: SharedToken): void {
  held = { owner, accessToken, life, expiresAt: performance.now() + remaining };
}

function onMessage({ data, ports }: WorkerEvent): void {
  if ("find" in data) ports[0]?.postMessage(find((owner) => owner === data.find));
  else if ("keep" in data) keep(data.keep, data.token);
  else held = null;
}

/**
 * The user signed out while the server could not be reached, which left a marker (lib/session/cookie-names.ts). It
 * counts as long as there was no sign-in since. When the request fails, the browser runs this again later.
 */
async function finishSignOut(prefix: string, domain: string | null): Promise<void> {
  const site = { prefix };
  const cookies = await scope.cookieStore.getAll();
  const epochName = cookieName("epoch", site);
  const epoch = cookies.find(({ name }) => name === epochName)?.value ?? NO_EPOCH;
  const markers = cookies.filter(({ name }) => parseSignOutMarkerName(name, site) !== null);
  if (markers.some(({ value }) => value === epoch)) {
    const response = await fetch("/api/auth/logout", { method: "POST" });
    if (!response.ok) throw new Error(`Signing out was answered ${response.status}.`);
  }
  await Promise.all(markers.map(({ name }) => scope.cookieStore.delete({ name, domain })));
}

scope.addEventListener("connect", ({ ports: [port] }) => {
  if (port) port.onmessage = onMessage;
});
scope.addEventListener("message", onMessage);
scope.addEventListener("install", () => void scope.skipWaiting());
scope.addEventListener("sync", (event) => {
  const [tag, prefix = DEFAULT_COOKIE_PREFIX, domain] = event.tag.split(" ");
  if (tag === SIGN_OUT_SYNC_TAG) event.waitUntil(finishSignOut(prefix, domain || null));
});
// A shared worker has no requests of pages, and the registration that finishes a sign-out names no paths.
if ("clients" in globalThis)
  answerBearerRequests(scope as unknown as BearerScope, find, ({ owner, token }) => keep(owner, token));
