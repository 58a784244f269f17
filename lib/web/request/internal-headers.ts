/**
 * Request headers between the parts of this server. If a client sends one of them, it is dropped first
 * (`lib/web/process/request-hook.ts`).
 */

/** The socket's own address, from the request hook to handlers. */
export const PEER_HEADER = "x-internal-peer";
/** Marks a request that a program on this machine sent directly, not through a proxy. */
export const LOOPBACK_HEADER = "x-internal-loopback";
/** Marks a request with a method that its address does not take; the value is those it takes, as in `Allow`. */
export const REFUSED_METHOD_HEADER = "x-internal-allow";
/** The nonce of the page's Content Security Policy, from the request hook to the page. */
export const NONCE_HEADER = "x-internal-nonce";
/** Marks a request for a page that the middleware has to look at. `middleware.ts` repeats it: Next reads a literal there. */
export const MIDDLEWARE_HEADER = "x-internal-middleware";
/** Marks a page that was asked for under another name of ours; the value is its path and query. */
export const MOVED_HEADER = "x-internal-moved";
