/**
 * The wrapper around every route handler. An endpoint says who may call it and what it takes; everything a handler
 * could forget happens here: methods, origin, credentials, limits, validation, errors, headers, one log line.
 */
import type { NextRequest } from "next/server";
import type { z } from "zod";
import { config } from "@/lib/server/config";
import { newId } from "@/lib/server/crypto";
import { log } from "@/lib/server/log";
import { authenticateBearer, type BearerPrincipal } from "@/lib/server/sessions";
import { isUnavailable } from "@/lib/server/unavailable";
import type { Role } from "@/lib/session/contract";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { UNKNOWN_METHOD_HEADER } from "@/lib/web/process/request-hook";
import { isCrossSite } from "@/lib/web/request/cross-site";
import { type RequestContext, readRequestContext } from "@/lib/web/request/request-context";
import { failureResponse } from "@/lib/web/request/responses";
import { applyPendingSignOut } from "@/lib/web/request/session-responses";
import { parseWith, readBody } from "./body";
import { idempotent } from "./idempotent";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];
type Verb = Exclude<Method, "HEAD" | "OPTIONS">;

/** What a handler works with: everything in it has been checked. */
export interface HandlerContext<Body, Query, Who> {
  body: Body;
  query: Query;
  /** The path's `[id]`, if it has one. */
  id: string;
  context: RequestContext;
  principal: Who;
  request: NextRequest;
}

type RouteResult = Response | Failure;
type RouteRunner = (request: NextRequest, id: string, logFields: LogFields) => Promise<RouteResult>;

/** An endpoint, ready to be put under a method. */
export interface Endpoint {
  run: RouteRunner;
}

interface Shape<Body, Query> {
  body?: z.ZodType<Body>;
  query?: z.ZodType<Query>;
}

/** Who may call an endpoint, beyond having an access token. */
interface Access {
  role?: Role;
  /** Whether this call needs somebody who has proved who they are lately. */
  requireRecentAuth?: (id: string, principal: BearerPrincipal) => boolean;
  /** Done again it changes nothing more: an `Idempotency-Key` is not looked at, and no answer is kept. */
  idempotent?: true;
}

/** What the log line of a request may say of it. */
interface LogFields {
  userId?: string;
  sessionId?: string;
}

/** An endpoint for anyone, or for whoever the cookies name. */
export function publicEndpoint<Body = unknown, Query = unknown>(
  endpoint: Shape<Body, Query> & {
    handle: (call: HandlerContext<Body, Query, null>) => Promise<RouteResult>;
  },
): Endpoint {
  return {
    run: async (request, id) => {
      const input = await readInput(request, endpoint);
      return isFailure(input) ? input : endpoint.handle({ ...input, request, id, principal: null });
    },
  };
}

/** An endpoint for the holder of an access token; with `role`, only for users who have it. */
export function authenticated<Body = unknown, Query = unknown>(
  endpoint: Shape<Body, Query> &
    Access & {
      handle: (call: HandlerContext<Body, Query, BearerPrincipal>) => Promise<RouteResult>;
    },
): Endpoint {
  return {
    run: async (request, id, logFields) => {
      const early = await authenticate(request, endpoint, id, logFields);
      if (isFailure(early)) return early;
      const input = await readInput(request, endpoint);
      if (isFailure(input)) return input;
      // A body can take its time: whose session has ended meanwhile is too late.
      const principal = endpoint.body ? await authenticate(request, endpoint, id, logFields) : early;
      if (isFailure(principal)) return principal;
      const handle = () => endpoint.handle({ ...input, request, id, principal });
      return endpoint.idempotent ? handle() : idempotent(request, principal.user.id, input.bytes, handle);
    },
  };
}

async function authenticate(
  { headers }: NextRequest,
  { role, requireRecentAuth }: Access,
  id: string,
  logFields: LogFields,
): Promise<BearerPrincipal | Failure> {
  const [, token] = /^Bearer ([^\s,]+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  const principal = token ? await authenticateBearer(token) : fail("not_authenticated");
  if (isFailure(principal)) return principal;
  logFields.userId = principal.user.id;
  logFields.sessionId = principal.session.id;
  if (role && !principal.user.roles.includes(role)) return fail("forbidden");
  return requireRecentAuth?.(id, principal) && !isFresh(principal)
    ? fail("reauthentication_required")
    : principal;
}

/** For `fresh`: every call of the endpoint. */
export const onEveryCall = () => true;

/** Its own time, not the session's age: a token of a refresh carries the time of the sign-in (ASVS 5.0, 7.5.3). */
function isFresh({ authTime, now }: BearerPrincipal): boolean {
  return now - authTime < config().reauthenticationWindow;
}

async function readInput<Body, Query>(request: NextRequest, { body, query }: Shape<Body, Query>) {
  const parsedQuery = query
    ? parseWith(query, Object.fromEntries(request.nextUrl.searchParams))
    : { value: undefined as Query };
  if (isFailure(parsedQuery)) return parsedQuery;
  const read = body ? await readBody(request, body) : { value: undefined as Body, bytes: new Uint8Array() };
  if (isFailure(read)) return read;
  // Whoever has hung up cannot keep what we would decide for them.
  if (request.signal.aborted) return fail("request_timeout");
  const context = await readRequestContext(request.headers, request.signal);
  if (request.method !== "GET" && request.method !== "HEAD") await applyPendingSignOut(context);
  return { body: read.value, bytes: read.bytes, query: parsedQuery.value, context };
}

type Handler = (
  request: NextRequest,
  context: { params: Promise<Record<string, string | string[]> | undefined> },
) => Promise<Response>;

/**
 * Makes the handlers of a route, one for every method there is: those without an endpoint answer 405 with `Allow`.
 */
export function route(endpoints: Partial<Record<Verb, Endpoint>>): Record<Method, Handler> {
  const verbs = Object.keys(endpoints) as Verb[];
  const allowed: Method[] = [...verbs, ...(endpoints.GET ? (["HEAD"] as const) : []), "OPTIONS"];
  const allow = { Allow: allowed.join(", ") };

  return allMethods(async (request, id, logFields) => {
    const method = request.method as Method;
    if (method === "OPTIONS") return new Response(null, { status: 204, headers: allow });
    const endpoint = endpoints[method === "HEAD" ? "GET" : method];
    if (!endpoint) return failureResponse(fail("method_not_allowed"), allow);
    const mutates = method !== "GET" && method !== "HEAD";
    if (mutates && isCrossSite(request.headers, config().origin)) return fail("cross_site_request");
    return endpoint.run(request, id, logFields);
  });
}

/** The handlers for paths that do not exist, and for methods nobody knows. */
export function notFoundRoute(): Record<Method, Handler> {
  return allMethods(async (request) =>
    request.headers.has(UNKNOWN_METHOD_HEADER)
      ? failureResponse(fail("method_not_allowed"), { Allow: METHODS.join(", ") })
      : fail("not_found"),
  );
}

/** Runs `run` for whatever comes, catches everything, and writes the one log line. */
function allMethods(run: RouteRunner): Record<Method, Handler> {
  const handler: Handler = async (request, context) => {
    const startedAt = performance.now();
    const requestId = newId();
    const logFields: LogFields = {};
    let response: Response;
    try {
      const id = (await context.params)?.id; // undefined for a path without parameters, whatever Next's types say
      const answer = await run(request, typeof id === "string" ? id : "", logFields);
      response = isFailure(answer) ? failureResponse(answer) : answer;
    } catch (error) {
      response = errorResponse(error, requestId);
    }
    if (request.method === "HEAD") {
      void response.body?.cancel().catch(() => undefined);
      response = new Response(null, response);
    }
    response.headers.set("X-Request-Id", requestId);
    log().info({
      requestId,
      method: request.method,
      path: request.nextUrl.pathname,
      status: response.status,
      ms: Math.round(performance.now() - startedAt),
      ...logFields,
    });
    return response;
  };
  return Object.fromEntries(METHODS.map((method) => [method, handler])) as Record<Method, Handler>;
}

/** Whatever goes wrong is told to the log, and to nobody else (OWASP ASVS 5.0, 16.5.1). */
function errorResponse(error: unknown, requestId: string): Response {
  // With words of our own: without any, the message of the error would stand there, values and all.
  log().error({ requestId, err: error }, "request failed");
  return failureResponse(fail(isUnavailable(error) ? "unavailable" : "server_error"));
}
