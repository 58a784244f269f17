/**
 * What pages and the worker that keeps their token (lib/client/worker/token-worker.ts) agree on.
 */
import { PRODUCT_SLUG } from "@/lib/session/product";
import type { SharedToken } from "./environment";

/** The worker's script: at the site's root, so that as a service worker its scope is the site. */
export const WORKER_URL = "/token-worker.js";

/**
 * The tag of the Background Sync in which the worker finishes a sign-out. The full tag is this text, the prefix of the
 * cookies' names and their domain, separated by spaces.
 */
export const SIGN_OUT_SYNC_TAG = `${PRODUCT_SLUG}-sign-out`;

/**
 * The service worker, which also puts the token into requests that no script can give a header, like images and downloads:
 * those for `bearerPaths`, which are paths of our own origin, or their beginning when they end with a slash.
 */
export interface BearerTokenSource {
  bearerPaths: readonly [string, ...string[]];
}

/** A token, and whose it is. */
export interface OwnedToken {
  owner: string;
  token: SharedToken;
}

/** What a service worker posts that has forgotten the token; a page answers with an `OwnedToken` or null, by the port. */
export const TOKEN_QUESTION = "askForToken";

/** What a page posts. `find` comes with a port, by which the worker answers a `SharedToken` or null. */
export type WorkerMessage = { find: string } | { keep: string; token: SharedToken } | { drop: true };
