/**
 * Wraps every API request: errors become responses, each response gets an id, each request one log line.
 */
import type { NextRequest } from "next/server";
import { config } from "@/lib/server/config";
import { newId } from "@/lib/server/crypto";
import { isUnavailable } from "@/lib/server/errors";
import { log } from "@/lib/server/log";
import { countRequest } from "@/lib/server/observability/metrics";
import { type ErrorPlace, reportError } from "@/lib/server/observability/report-error";
import { type Failure, fail } from "@/lib/session/failure";
import { formerCookies } from "@/lib/web/request/former-cookies";
import { METHODS } from "@/lib/web/request/methods";
import { errorCodeOf, responseTo, setCookieHeaders } from "@/lib/web/request/responses";
import { splitUrl } from "@/lib/web/request/split-url";

export type Method = (typeof METHODS)[number];

/** A handler as Next calls it. */
export type Handler = (
  request: NextRequest,
  context: { params: Promise<Record<string, string | string[]> | undefined> },
) => Promise<Response>;

export type RouteResult = Response | Failure;

/** The fields of a request's log line besides method, path, status and time. */
export interface LogFields {
  userId?: string;
  sessionId?: string;
  apiKeyId?: string;
}

/** What every path without a route counts as. */
const NO_ROUTE = "/api/*";

/** What may stand in brackets in the path of a route. A new name is added here. */
const PATH_PARAMS = ["id", "sessionId", "userId", "invitationId", "workspaceId", "keyId"] as const;

/** The path's `[id]` and what stands in brackets below it; empty for those the path does not have. */
export type PathParams = Record<(typeof PATH_PARAMS)[number], string>;

export type RouteRunner = (
  request: NextRequest,
  params: PathParams,
  logFields: LogFields,
) => Promise<RouteResult>;

/** @returns whether a request may change something */
export function isMutation({ method }: NextRequest): boolean {
  return method !== "GET" && method !== "HEAD";
}

/** Makes a handler for each method there is. All of them call `run`. */
export function allMethods(run: RouteRunner): Record<Method, Handler> {
  const handler: Handler = async (request, context) => {
    const startedAt = performance.now();
    const requestId = newId();
    const logFields: LogFields = {};
    const { path } = splitUrl(request.url);
    let params: Awaited<typeof context.params>;
    const place = () => ({ method: request.method, route: patternOf(path, params) });
    let result: RouteResult;
    try {
      params = await context.params;
      result = await run(request, readParams(params), logFields);
    } catch (error) {
      result = failureOf(error, { ...place(), requestId });
    }
    let response = responseTo(request, result);
    const code = errorCodeOf(response);
    if (request.method === "HEAD") {
      void response.body?.cancel().catch(() => undefined);
      response = new Response(null, response);
    }
    response.headers.set("X-Request-Id", requestId);
    removeFormerCookies(request, response);
    const { status } = response;
    const milliseconds = performance.now() - startedAt;
    countRequest(() => ({ ...place(), status, code, milliseconds }));
    log().info({
      requestId,
      method: request.method,
      path,
      status,
      ms: Math.round(milliseconds),
      ...logFields,
    });
    return response;
  };
  return Object.fromEntries(METHODS.map((method) => [method, handler])) as Record<Method, Handler>;
}

/** Answers that others may keep carry no cookie. */
function removeFormerCookies({ headers }: NextRequest, response: Response): void {
  if (!response.headers.get("Cache-Control")?.includes("no-store")) return;
  for (const cookie of formerCookies(headers.get("cookie"), config()))
    for (const header of setCookieHeaders(cookie)) response.headers.append("Set-Cookie", header);
}

/** @param found undefined for a path without parameters, despite Next's types */
function readParams(found: Awaited<Parameters<Handler>[1]["params"]>): PathParams {
  const read = (name: string) => {
    const value = found?.[name];
    return typeof value === "string" ? value : "";
  };
  return Object.fromEntries(PATH_PARAMS.map((name) => [name, read(name)])) as PathParams;
}

/** A path with the names of its parameters instead of their values: there are as many as there are routes. */
function patternOf(path: string, params: Awaited<Parameters<Handler>[1]["params"]>): string {
  const names = new Map<string, string>();
  for (const [name, value] of Object.entries(params ?? {})) {
    if (Array.isArray(value)) return NO_ROUTE;
    names.set(encodeURIComponent(value), `[${name}]`).set(value, `[${name}]`);
  }
  return names.size === 0
    ? path
    : path
        .split("/")
        .map((part) => names.get(part) ?? part)
        .join("/");
}

/** The error is written to the log, never into the response (OWASP ASVS 5.0, 16.5.1). */
function failureOf(error: unknown, place: Omit<ErrorPlace, "source">): Failure {
  reportError(error, { source: "api", ...place });
  return fail(isUnavailable(error) ? "unavailable" : "server_error");
}
