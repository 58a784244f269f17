/** Relays the requests of a page to the API, as one of the visitor's virtual browsers sends them. */

import type { NextRequest } from "next/server";
import { config } from "@/lib/server/config";
import { markRelayed } from "@/lib/server/demo/sandbox-users";
import type { SandboxDevice } from "@/lib/session/demo/sandbox-user";
import { type Failure, fail } from "@/lib/session/failure";
import { refuseCrossSite } from "@/lib/web/request/cross-site";
import { splitUrl } from "@/lib/web/request/split-url";
import { findSandbox } from "./sandbox";

type Handler = (
  request: NextRequest,
  context: { params: Promise<Record<string, string | string[]> | undefined> },
) => Promise<Response>;

/** What may be relayed: the handlers of a path by their method. `[id]` in a path stands for one segment. */
export type RelayedRoutes = Record<string, Partial<Record<string, Handler>>>;

const ADDRESS = /^\/api\/demo\/sandbox\/(laptop|phone)(\/api\/[\w/-]+)$/;

/**
 * Relays one request. Whatever it asks for, it reaches one of the given handlers or none.
 *
 * @returns the answer without its cookies; or `not_found` for a visitor without a sandbox and for what is not in the
 *   table, `cross_site_request`
 */
export async function relay(request: NextRequest, routes: RelayedRoutes): Promise<Response | Failure> {
  if (!config().demo) return fail("not_found");
  // Of every method: to the handlers, all requests of a virtual browser come from our own page.
  const foreign = refuseCrossSite(request.headers, config());
  if (foreign) return foreign;
  const { path: address, query } = splitUrl(request.url);
  const [, device, path = ""] = ADDRESS.exec(address) ?? [];
  const found = findHandler(routes, request.method, path);
  const sandbox = found && (await findSandbox(request.headers));
  if (!sandbox) return fail("not_found");
  const { browser } = sandbox.devices[device as SandboxDevice];
  return browser.send(query ? `${path}?${query}` : path, request, (relayed) => {
    markRelayed(relayed);
    return found.handler(relayed, { params: Promise.resolve(found.params) });
  });
}

function findHandler(routes: RelayedRoutes, method: string, path: string) {
  for (const [pattern, handlers] of Object.entries(routes)) {
    const match = new RegExp(`^${pattern.replace("[id]", "(?<id>[\\w-]+)")}$`).exec(path);
    const handler = match && Object.hasOwn(handlers, method) ? handlers[method] : undefined;
    if (handler) return { handler, params: { ...match?.groups } };
  }
  return null;
}
