/**
 * Puts the access token into requests that no script can give a header: images, downloads, links. Only as a service worker,
 * only for the paths that the app named, only on our own origin, and only while the user whose token it is stays signed in. The
 * token is in memory alone.
 */
import type { SharedToken } from "@/lib/client/browser/environment";
import { type OwnedToken, TOKEN_QUESTION } from "@/lib/client/browser/worker-protocol";
import { cookieName, NO_EPOCH, parseSignOutMarkerName } from "@/lib/session/cookie-names";

/** A tab has this long to give the token, when this worker was stopped meanwhile and has forgotten it. */
const TAB_TIMEOUT_MS = 1_000;

export interface BearerScope {
  addEventListener(type: "fetch", run: (event: FetchEvent) => void): void;
  location: Pick<Location, "origin" | "search">;
  fetch(input: Request | string, init?: RequestInit): Promise<Response>;
  /** Not in every browser: without it no request gets a token. */
  cookieStore?: { getAll(): Promise<{ name: string; value: string }[]> };
  clients: {
    matchAll(options: {
      type: "window";
    }): Promise<{ postMessage(message: unknown, transfer: MessagePort[]): void }[]>;
  };
}

interface FetchEvent {
  request: Request;
  respondWith(response: Promise<Response>): void;
}

/** What the worker holds, if it has not expired. */
export type FindHeld = (isOwner: (owner: string) => boolean) => SharedToken | null;

/**
 * Answers the requests for the paths in this script's address: `bearer` is such a path, or the beginning of some when it ends
 * with a slash; `cookies` is what the names of our cookies begin with. Without paths no request passes through the worker.
 */
export function answerBearerRequests(
  scope: BearerScope,
  findHeld: FindHeld,
  keep: (owned: OwnedToken) => void,
): void {
  const { origin, search } = scope.location;
  const parameters = new URLSearchParams(search);
  const paths = parameters.getAll("bearer");
  const site = { prefix: parameters.get("cookies") ?? "" };
  if (paths.length === 0) return;

  function isNamed({ method, url, headers }: Request): boolean {
    const target = new URL(url);
    if (method !== "GET" || target.origin !== origin || headers.has("Authorization")) return false;
    return paths.some((path) =>
      path.endsWith("/") ? target.pathname.startsWith(path) : target.pathname === path,
    );
  }

  /** The epoch moves with every sign-in, sign-out and switch of this browser, in whichever tab. */
  async function findOwner(): Promise<((owner: string) => boolean) | null> {
    const cookies = (await scope.cookieStore?.getAll()) ?? [];
    const epoch = cookies.find(({ name }) => name === cookieName("epoch", site))?.value;
    const isLeft = cookies.some(
      ({ name, value }) => parseSignOutMarkerName(name, site) !== null && value === (epoch ?? NO_EPOCH),
    );
    return epoch && !isLeft ? (owner) => owner.startsWith(`${epoch} `) : null;
  }

  async function findToken(): Promise<string | null> {
    const isOwner = await findOwner();
    if (!isOwner) return null;
    if (!findHeld(isOwner)) {
      const given = await askTabs(scope);
      for (const owned of given) if (isOwner(owned.owner)) keep(owned);
    }
    return findHeld(isOwner)?.accessToken ?? null;
  }

  /**
   * A redirect is left to the browser, which asks the next address without the token, of whatever origin that is. An image
   * is asked for again without it, because a page may not see where a redirect leads.
   */
  async function answer(request: Request): Promise<Response> {
    const token = await findToken().catch(() => null);
    if (token === null) return scope.fetch(request);
    const headers = new Headers(request.headers);
    headers.set("Authorization", `Bearer ${token}`);
    const response = await scope.fetch(request.url, {
      headers,
      mode: "same-origin",
      credentials: "same-origin",
      redirect: "manual",
      cache: "no-store",
      signal: request.signal,
    });
    const isHidden = response.type === "opaqueredirect" && request.redirect !== "manual";
    return isHidden ? scope.fetch(request) : response;
  }

  scope.addEventListener("fetch", (event) => {
    if (isNamed(event.request)) event.respondWith(answer(event.request));
  });
}

/** @returns the tokens that the tabs have, as far as they answer in time */
async function askTabs({ clients }: Pick<BearerScope, "clients">): Promise<OwnedToken[]> {
  const tabs = await clients.matchAll({ type: "window" });
  const answers = await Promise.all(
    tabs.map(
      (tab) =>
        new Promise<OwnedToken | null>((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => {
            port1.close();
            resolve(data);
          };
          tab.postMessage(TOKEN_QUESTION, [port2]);
          setTimeout(() => {
            port1.close();
            resolve(null);
          }, TAB_TIMEOUT_MS);
        }),
    ),
  );
  return answers.filter((owned) => owned !== null);
}
