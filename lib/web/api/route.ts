/**
 * The wrapper around every route handler. An endpoint says who may call it and what it takes; everything a handler
 * could forget happens here: methods, origin, credentials, limits, validation, errors, headers, one log line.
 */
import type { NextRequest } from "next/server";
import type { z } from "zod";
import { config } from "@/lib/server/config";
import { newId } from "@/lib/server/crypto";
import { log } from "@/lib/server/log";
import { isRefusal, type Refusal, refuse } from "@/lib/server/refusal";
import { authenticateBearer, type BearerPrincipal } from "@/lib/server/sessions";
import { isUnavailable } from "@/lib/server/unavailable";
import type { Role } from "@/lib/session/contract";
import { ODD_METHOD_HEADER } from "@/lib/web/process/request-hook";
import { isCrossSite } from "@/lib/web/request/cross-site";
import { readVisit, type Visit } from "@/lib/web/request/request-context";
import { refused } from "@/lib/web/request/responses";
import { endIfLeft } from "@/lib/web/request/session-responses";
import { parseWith, readBody } from "./body";
import { answerOnce } from "./idempotent";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof METHODS)[number];
type Verb = Exclude<Method, "HEAD" | "OPTIONS">;

/** What a handler works with: everything in it has been checked. */
export interface Call<Body, Query, Who> {
  body: Body;
  query: Query;
  /** The path's `[id]`, if it has one. */
  id: string;
  visit: Visit;
  principal: Who;
  request: NextRequest;
}

type Answer = Response | Refusal;
type Run = (request: NextRequest, id: string, facts: LogFacts) => Promise<Answer>;

/** An endpoint, ready to be put under a method. */
export interface Endpoint {
  run: Run;
}

interface Shape<Body, Query> {
  body?: z.ZodType<Body>;
  query?: z.ZodType<Query>;
}

/** Who may call an endpoint, beyond having an access token. */
interface Access {
  role?: Role;
  /** Whether this call needs somebody who has proved who they are lately. */
  fresh?: (id: string, principal: BearerPrincipal) => boolean;
  /** Done again it changes nothing more: an `Idempotency-Key` is not looked at, and no answer is kept. */
  idempotent?: true;
}

/** What the log line of a request may say of it. */
interface LogFacts {
  userId?: string;
  sessionId?: string;
}

/** An endpoint for anyone, or for whoever the cookies name. */
export function open<Body = unknown, Query = unknown>(
  endpoint: Shape<Body, Query> & { handle: (call: Call<Body, Query, null>) => Promise<Answer> },
): Endpoint {
  return {
    run: async (request, id) => {
      const input = await readInput(request, endpoint);
      return isRefusal(input) ? input : endpoint.handle({ ...input, request, id, principal: null });
    },
  };
}

/** An endpoint for the holder of an access token; with `role`, only for users who have it. */
export function bearer<Body = unknown, Query = unknown>(
  endpoint: Shape<Body, Query> &
    Access & {
      handle: (call: Call<Body, Query, BearerPrincipal>) => Promise<Answer>;
    },
): Endpoint {
  return {
    run: async (request, id, facts) => {
      const early = await authenticate(request, endpoint, id, facts);
      if (isRefusal(early)) return early;
      const input = await readInput(request, endpoint);
      if (isRefusal(input)) return input;
      // A body can take its time: whose session has ended meanwhile is too late.
      const principal = endpoint.body ? await authenticate(request, endpoint, id, facts) : early;
      if (isRefusal(principal)) return principal;
      const handle = () => endpoint.handle({ ...input, request, id, principal });
      return endpoint.idempotent ? handle() : answerOnce(request, principal.user.id, input.bytes, handle);
    },
  };
}

async function authenticate(
  { headers }: NextRequest,
  { role, fresh }: Access,
  id: string,
  facts: LogFacts,
): Promise<BearerPrincipal | Refusal> {
  const [, token] = /^Bearer ([^\s,]+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  const principal = token ? await authenticateBearer(token) : refuse("not_authenticated");
  if (isRefusal(principal)) return principal;
  facts.userId = principal.user.id;
  facts.sessionId = principal.session.id;
  if (role && !principal.user.roles.includes(role)) return refuse("forbidden");
  return fresh?.(id, principal) && !isFresh(principal) ? refuse("reauthentication_required") : principal;
}

/** For `fresh`: every call of the endpoint. */
export const always = () => true;

/** Its own time, not the session's age: a token of a refresh carries the time of the sign-in (ASVS 5.0, 7.5.3). */
function isFresh({ authTime, now }: BearerPrincipal): boolean {
  return now - authTime < config().reauthenticationWindow;
}

async function readInput<Body, Query>(request: NextRequest, { body, query }: Shape<Body, Query>) {
  const parsedQuery = query
    ? parseWith(query, Object.fromEntries(request.nextUrl.searchParams))
    : { value: undefined as Query };
  if (isRefusal(parsedQuery)) return parsedQuery;
  const read = body ? await readBody(request, body) : { value: undefined as Body, bytes: new Uint8Array() };
  if (isRefusal(read)) return read;
  // Whoever has hung up cannot keep what we would decide for them.
  if (request.signal.aborted) return refuse("request_timeout");
  const visit = await readVisit(request.headers, request.signal);
  if (request.method !== "GET" && request.method !== "HEAD") await endIfLeft(visit);
  return { body: read.value, bytes: read.bytes, query: parsedQuery.value, visit };
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

  return everyMethod(async (request, id, facts) => {
    const method = request.method as Method;
    if (method === "OPTIONS") return new Response(null, { status: 204, headers: allow });
    const endpoint = endpoints[method === "HEAD" ? "GET" : method];
    if (!endpoint) return refused(refuse("method_not_allowed"), allow);
    const mutates = method !== "GET" && method !== "HEAD";
    if (mutates && isCrossSite(request.headers, config().origin)) return refuse("cross_site_request");
    return endpoint.run(request, id, facts);
  });
}

/** The handlers for paths that do not exist, and for methods nobody knows. */
export function notFoundRoute(): Record<Method, Handler> {
  return everyMethod(async (request) =>
    request.headers.has(ODD_METHOD_HEADER)
      ? refused(refuse("method_not_allowed"), { Allow: METHODS.join(", ") })
      : refuse("not_found"),
  );
}

/** Runs `run` for whatever comes, catches everything, and writes the one log line. */
function everyMethod(run: Run): Record<Method, Handler> {
  const handler: Handler = async (request, context) => {
    const startedAt = performance.now();
    const requestId = newId();
    const facts: LogFacts = {};
    let response: Response;
    try {
      const id = (await context.params)?.id; // undefined for a path without parameters, whatever Next's types say
      const answer = await run(request, typeof id === "string" ? id : "", facts);
      response = isRefusal(answer) ? refused(answer) : answer;
    } catch (error) {
      response = failed(error, requestId);
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
      ...facts,
    });
    return response;
  };
  return Object.fromEntries(METHODS.map((method) => [method, handler])) as Record<Method, Handler>;
}

/** Whatever goes wrong is told to the log, and to nobody else (OWASP ASVS 5.0, 16.5.1). */
function failed(error: unknown, requestId: string): Response {
  // With words of our own: without any, the message of the error would stand there, values and all.
  log().error({ requestId, err: error }, "request failed");
  return refused(refuse(isUnavailable(error) ? "unavailable" : "server_error"));
}
