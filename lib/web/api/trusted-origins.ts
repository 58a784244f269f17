import type { NextRequest } from "next/server";
import { config } from "@/lib/server/config";
import { copyDescriptions } from "./description";
import type { Handler, Method } from "./handler";

/** How long a browser may remember that a request is allowed. Seconds. */
const PREFLIGHT_MAX_AGE = "600";

/**
 * Lets the pages of `TRUSTED_ORIGINS` read what a route answers to a request with our cookies (Fetch Standard, "HTTP-CORS
 * protocol"). Only reading: what changes something is refused as cross-site all the same. An origin counts if it is one
 * of them to the letter; all others get no header that lets them read.
 */
export function readableByTrustedOrigins(handlers: Record<Method, Handler>): Record<Method, Handler> {
  const wrap =
    (handler: Handler): Handler =>
    async (request, context) => {
      const response = await handler(request, context);
      response.headers.append("Vary", "Origin");
      for (const [name, value] of permissions(request)) response.headers.set(name, value);
      return response;
    };
  const wrapped = Object.fromEntries(
    Object.entries(handlers).map(([method, handler]) => [method, wrap(handler)]),
  ) as Record<Method, Handler>;
  copyDescriptions(handlers, wrapped);
  return wrapped;
}

function permissions({ method, headers }: NextRequest): [string, string][] {
  const origin = headers.get("origin");
  if (origin === null || !config().trustedOrigins.includes(origin)) return [];
  const common: [string, string][] = [
    ["Access-Control-Allow-Origin", origin],
    ["Access-Control-Allow-Credentials", "true"],
  ];
  if (method !== "OPTIONS") return common;
  return [
    ...common,
    ["Access-Control-Allow-Methods", "GET, HEAD"],
    ["Access-Control-Max-Age", PREFLIGHT_MAX_AGE],
  ];
}
