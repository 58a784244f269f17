/**
 * The wrapper around every route handler. An endpoint declares who may call it and its input; everything a handler
 * could forget happens here: methods, origin, credentials, limits, validation, errors, headers, one log line.
 */
import type { NextRequest } from "next/server";
import type { z } from "zod";
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { refuseUnrelayed } from "@/lib/server/demo/sandbox-users"; // demo:line
import { newProofNonce } from "@/lib/server/device-binding/proof-nonce";
import { findSignInKey } from "@/lib/server/device-binding/request-proof";
import type { BearerPrincipal } from "@/lib/server/sessions/sessions";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { refuseCrossSite } from "@/lib/web/request/cross-site";
import { refuseImpersonation } from "@/lib/web/request/impersonation";
import { MOVED_HEADER, REFUSED_METHOD_HEADER } from "@/lib/web/request/internal-headers";
import { type RequestContext, readRequestContext } from "@/lib/web/request/request-context";
import { failureResponse, jsonResponse } from "@/lib/web/request/responses";
import { applyPendingSignOut } from "@/lib/web/request/session-responses";
import { splitUrl } from "@/lib/web/request/split-url";
import { validate } from "@/lib/web/request/validate";
import { type Access, type Allowed, authenticate } from "./authenticate";
import { type BodyType, readBody } from "./body";
import { type Described, describeHandlers, type EndpointDescription } from "./description";
import {
  allMethods,
  type Handler,
  isMutation,
  type LogFields,
  type Method,
  type PathParams,
  type RouteResult,
  type RouteRunner,
} from "./handler";
import { type IdempotentCaller, idempotent } from "./idempotent";

type Verb = Exclude<Method, "HEAD" | "OPTIONS">;

/** The input of a handler; all of it has been checked. */
export interface HandlerContext<Body, Query, Caller> extends PathParams {
  body: Body;
  query: Query;
  /** The cookies and the client, read on demand: most reads do not need them. */
  context: () => Promise<RequestContext>;
  /** The holder of the access token; null at a public endpoint. */
  principal: Caller;
  request: NextRequest;
}

/** An endpoint, ready to be put under a method. */
export interface Endpoint {
  run: RouteRunner;
  description: EndpointDescription;
}

export interface Shape<Body, Query> extends Allowed, Described {
  body?: z.ZodType<Body>;
  /** What the body may be; JSON alone unless it says otherwise. */
  bodyTypes?: readonly BodyType[];
  query?: z.ZodType<Query>;
}

/** For `requireRecentAuth`: every call of the endpoint. */
export const onEveryCall = () => true;

/** An endpoint anyone may call. Its handler may still look at the cookies. */
export function publicEndpoint<Body = unknown, Query = unknown>(
  endpoint: Shape<Body, Query> & {
    handle: (call: HandlerContext<Body, Query, null>) => Promise<RouteResult>;
    /** What becomes of its refusals; the error in JSON unless it says otherwise. */
    refusals?: (run: RouteRunner) => RouteRunner;
  },
): Endpoint {
  const run: RouteRunner = async (request, params) => {
    const isBarred = isMutation(request) && !endpoint.allowedWhileImpersonating;
    const refusal = isBarred ? await refuseImpersonation(await readRequestContext(request)) : null;
    if (refusal) return refusal;
    const input = await readInput(request, endpoint);
    if (isFailure(input)) return input;
    const key = endpoint.proof === "sign-in" ? await findSignInKey((await input.context()).client) : null;
    if (isFailure(key)) return key;
    if (isMutation(request)) await applyPendingSignOut(await input.context());
    return endpoint.handle({ ...input, ...params, request, principal: null });
  };
  return {
    description: {
      ...endpoint,
      access: "public",
      needsRecentAuth: false,
      needsCookie: needsCookie(endpoint),
    },
    run: endpoint.refusals?.(run) ?? run,
  };
}

/** An endpoint for the holder of an access token; with `role`, only for users who have it. */
export function authenticated<Body = unknown, Query = unknown>(
  endpoint: Shape<Body, Query> &
    Access & {
      handle: (call: HandlerContext<Body, Query, BearerPrincipal>) => Promise<RouteResult>;
    },
): Endpoint {
  const needsRecentAuth = endpoint.requireRecentAuth !== undefined;
  return bearerEndpoint({ ...endpoint, access: "session", needsRecentAuth }, (request, { id }, logFields) =>
    authenticate(request, endpoint, id, logFields),
  );
}

/**
 * An endpoint for the callers that `authenticateCaller` admits. It is asked before the body is read; and again before the
 * handler runs, where the request has a body or may change something.
 */
export function bearerEndpoint<Body, Query, Caller extends IdempotentCaller>(
  endpoint: Shape<Body, Query> &
    Pick<EndpointDescription, "access" | "needsRecentAuth" | "role" | "action"> &
    Pick<Access, "ignoresIdempotencyKey" | "secretAnswer" | "allowedWhenStoreIsFull"> & {
      handle: (call: HandlerContext<Body, Query, Caller>) => Promise<RouteResult>;
    },
  authenticateCaller: (
    request: NextRequest,
    params: PathParams,
    logFields: LogFields,
  ) => Promise<Caller | Failure>,
): Endpoint {
  return {
    description: { ...endpoint, needsCookie: needsCookie(endpoint) },
    run: async (request, params, logFields) => {
      const early = await authenticateCaller(request, params, logFields);
      if (isFailure(early)) return early;
      // demo:start
      const unrelayed = refuseUnrelayed(request, early.user);
      if (unrelayed) return unrelayed;
      // demo:end
      const input = await readInput(request, endpoint);
      if (isFailure(input)) return input;
      if (isMutation(request)) await applyPendingSignOut(await input.context());
      // The session may have ended while the body arrived, or by the pending sign-out just now.
      const mayHaveEnded = endpoint.body !== undefined || isMutation(request);
      const principal = mayHaveEnded ? await authenticateCaller(request, params, logFields) : early;
      if (isFailure(principal)) return principal;
      const handle = () => endpoint.handle({ ...input, ...params, request, principal });
      return endpoint.ignoresIdempotencyKey
        ? handle()
        : idempotent(request, principal, input.bytes, { ...endpoint, handle });
    },
  };
}

/**
 * Wraps a handler that needs the refresh token of this browser's active session, public or authenticated.
 *
 * @returns a handler that answers `not_authenticated` when the browser has no token, and `session_revoked` when the
 *   user signed out here while the server could not be reached
 */
export function withRefreshCookie<Body, Query, Caller>(
  handle: (call: HandlerContext<Body, Query, Caller> & { refreshToken: string }) => Promise<RouteResult>,
): (call: HandlerContext<Body, Query, Caller>) => Promise<RouteResult> {
  const wrapped = async (call: HandlerContext<Body, Query, Caller>) => {
    const { refresh, pendingSignOut } = (await call.context()).credentials;
    if (pendingSignOut) return fail("session_revoked", { reason: "signed_out" });
    return refresh ? handle({ ...call, refreshToken: refresh.token }) : fail("not_authenticated");
  };
  return Object.assign(wrapped, { needsCookie: true });
}

function needsCookie({ handle }: { handle: object }): boolean {
  return "needsCookie" in handle;
}

async function readInput<Body, Query>(request: NextRequest, { body, bodyTypes, query }: Shape<Body, Query>) {
  const parsedQuery = query
    ? validate(query, Object.fromEntries(new URLSearchParams(splitUrl(request.url).query)))
    : { value: undefined as Query };
  if (isFailure(parsedQuery)) return parsedQuery;
  const read = body
    ? await readBody(request, body, bodyTypes)
    : { value: undefined as Body, bytes: new Uint8Array() };
  if (isFailure(read)) return read;
  // A client that has disconnected could not receive the token a rotation would give it.
  if (isMutation(request) && request.signal.aborted) return fail("request_timeout");
  let found: Promise<RequestContext> | undefined;
  const context = () => {
    found ??= readRequestContext(request);
    return found;
  };
  return { body: read.value, bytes: read.bytes, query: parsedQuery.value, context };
}

/**
 * Makes the handlers of a route, one for each HTTP method: those without an endpoint answer 405 with `Allow`.
 */
export function route(endpoints: Partial<Record<Verb, Endpoint>>): Record<Method, Handler> {
  const verbs = Object.keys(endpoints) as Verb[];
  const allowed: Method[] = [...verbs, ...(endpoints.GET ? (["HEAD"] as const) : []), "OPTIONS"];
  const allow = { Allow: allowed.join(", ") };

  const handlers = allMethods(async (request, params, logFields) => {
    const method = request.method as Method;
    if (method === "OPTIONS") return new Response(null, { status: 204, headers: allow });
    const endpoint = endpoints[method === "HEAD" ? "GET" : method];
    if (!endpoint) return failureResponse(fail("method_not_allowed"), allow);
    const foreign = isMutation(request) ? refuseCrossSite(request.headers, config()) : null;
    const result = foreign ?? (await endpoint.run(request, params, logFields));
    return endpoint.description.proof ? withProofNonce(result) : result;
  });
  describeHandlers(handlers, endpoints);
  return handlers;
}

/** Gives an answer the nonce that the next proof needs (RFC 9449, section 8.2). */
async function withProofNonce(result: RouteResult): Promise<RouteResult> {
  if (config().deviceBinding === "off") return result;
  const response = isFailure(result) ? failureResponse(result) : result;
  response.headers.set("DPoP-Nonce", newProofNonce(await database().now()));
  return response;
}

/**
 * The handlers for what has no route: paths that do not exist, methods that no route knows, and pages that were asked
 * for under another name of ours.
 */
export function notFoundRoute(): Record<Method, Handler> {
  return allMethods(async ({ headers }) => {
    const allow = headers.get(REFUSED_METHOD_HEADER);
    if (allow !== null) return failureResponse(fail("method_not_allowed"), { Allow: allow });
    const moved = headers.get(MOVED_HEADER);
    if (moved === null) return fail("not_found");
    // Appended to our origin, which ends with the port: whatever the path is, the host stays ours.
    return jsonResponse(undefined, { status: 307, headers: { Location: config().origin + moved } });
  });
}
