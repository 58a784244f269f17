/**
 * Calls with an `Idempotency-Key`: done once, and answered as often as they come.
 */
import type { NextRequest } from "next/server";
import { type StoredResponse, withIdempotencyKey } from "@/lib/server/idempotency";
import { type Failure, isFailure } from "@/lib/session/failure";
import { failureResponse, jsonResponse } from "@/lib/web/request/responses";

type RouteResult = Response | Failure;

/**
 * @param body the request's body as it came
 * @param handle does what is asked; only called for the first request with its key
 */
export async function idempotent(
  request: NextRequest,
  userId: string,
  body: Uint8Array,
  handle: () => Promise<RouteResult>,
): Promise<RouteResult> {
  const key = request.headers.get("idempotency-key");
  const { method } = request;
  if (key === null || method === "GET" || method === "HEAD") return handle();

  const identity = { key, userId, method, path: request.nextUrl.pathname, body };
  const done = await withIdempotencyKey(identity, async () => {
    const result = await handle();
    const response = isFailure(result) ? failureResponse(result) : result;
    return { response, store: await storable(response) };
  });
  if (isFailure(done)) return done;
  if ("response" in done) return done.response;
  const { status, body: kept } = done.replay;
  return jsonResponse(kept === "" ? undefined : JSON.parse(kept), { status });
}

/** Answers about the moment: with the cookies or the token of the next one the same request may be done. */
const MOMENTARY_STATUS: ReadonlySet<number> = new Set([401, 409, 429]);

/** @returns what of an response may be given again: nothing with a cookie, no 401, 409, 429 or 5xx. */
async function storable(response: Response): Promise<StoredResponse | null> {
  const { status, headers } = response;
  if (MOMENTARY_STATUS.has(status) || status >= 500 || headers.has("Set-Cookie")) return null;
  return { status, body: await response.clone().text() };
}
