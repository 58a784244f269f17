/**
 * Calls with an `Idempotency-Key`: processed once, and answered each time they are sent.
 */
import type { NextRequest } from "next/server";
import { type StoredResponse, withIdempotencyKey } from "@/lib/server/idempotency";
import { fail, isFailure } from "@/lib/session/failure";
import type { ApiKeyRecord } from "@/lib/session/organizations/organization-records";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import { failureResponse, jsonResponse, responseTo } from "@/lib/web/request/responses";
import type { RouteResult } from "./handler";

/** Who sends a request with a bearer. */
export interface IdempotentCaller {
  user: Pick<UserRecord, "id">;
  /** Null for an API key. */
  session: Pick<SessionRecord, "impersonatorId"> | null;
  /** The API key that sends it; null or left out for a session. */
  key?: Pick<ApiKeyRecord, "id"> | null;
}

/**
 * Handles a request, or repeats the response to an earlier one with the same key.
 *
 * @param body the bytes of the request's body
 * @param work.handle does the endpoint's work; called for the first request with its key, and for every one without a
 *   key
 * @param work.secretAnswer whether a response of 2xx contains a secret
 * @param work.allowedWhenStoreIsFull whether it is done also when too many responses are stored; its own is then not stored
 * @returns the response; or `invalid_request` for a malformed key, `idempotency_key_reused` for another request under the
 *   same key, `request_in_progress` while the first request is still being handled, `already_done` when the first
 *   response contained a secret, `rate_limited` when too many responses are stored for the user, or for the API key,
 *   unless it is allowed then
 */
export async function idempotent(
  request: NextRequest,
  { user, session, key: apiKey }: IdempotentCaller,
  body: Uint8Array,
  {
    handle,
    secretAnswer = false,
    allowedWhenStoreIsFull = false,
  }: {
    handle: () => Promise<RouteResult>;
    secretAnswer?: boolean | undefined;
    allowedWhenStoreIsFull?: boolean | undefined;
  },
): Promise<RouteResult> {
  const { method } = request;
  const key = method === "GET" || method === "HEAD" ? null : request.headers.get("idempotency-key");
  if (key === null) return handle();

  // An administrator who acts as a user takes none of the user's keys, and no place among the user's stored responses.
  const userId = session?.impersonatorId ?? user.id;
  const identity = {
    key,
    userId,
    apiKeyId: apiKey?.id ?? null,
    method,
    path: request.nextUrl.pathname,
    body,
  };
  const work = async () => {
    const result = await handle();
    const response = responseTo(request, result);
    return { response, store: await storable(response, secretAnswer) };
  };
  const done = await withIdempotencyKey(identity, work, { allowedWhenStoreIsFull });
  if (isFailure(done)) return done;
  if ("response" in done) return done.response;
  const { status, body: kept } = done.replay;
  return jsonResponse(kept === "" ? undefined : JSON.parse(kept), { status });
}

/** These depend on the moment: with a newer cookie or token, or another role, the same request may succeed. */
const MOMENTARY_STATUS: ReadonlySet<number> = new Set([401, 403, 409, 429]);

/**
 * @returns what to answer a repeat with: `already_done` after a response with a secret, otherwise the same response; null
 *   when the request may be done again, which is so after 401, 403, 409, 429 and 5xx and after a response with a cookie
 */
async function storable(response: Response, secretAnswer: boolean): Promise<StoredResponse | null> {
  const { status, headers } = response;
  if (MOMENTARY_STATUS.has(status) || status >= 500) return null;
  if (secretAnswer && status < 300) return bodyOf(failureResponse(fail("already_done")));
  return headers.has("Set-Cookie") ? null : bodyOf(response.clone());
}

async function bodyOf(response: Response): Promise<StoredResponse> {
  return { status: response.status, body: await response.text() };
}
