/**
 * `Idempotency-Key`: a request that is sent again, because its response was lost or its session ended in between, is
 * processed once (draft-ietf-httpapi-idempotency-key-header).
 */
import { createHash } from "node:crypto";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { limitStoredResponses, USER_LIMITS } from "@/lib/session/user-limits";
import { validation } from "@/lib/texts/en/validation";
import { newId } from "./crypto";
import { database } from "./database";
import { isUnavailable } from "./errors";
import { log } from "./log";
import { processSingleton } from "./singleton";

/** How long a response is stored for repeats of its request. */
export const RESPONSE_RETENTION_MS = USER_LIMITS.storedResponse.durationSeconds * 1000;
/** How often a request in progress renews its hold on the key. */
const LEASE_RENEWAL_MS = 2000;
/** A request that has not renewed for this long died with its process. Clients retry for longer than that. */
const LEASE_TIMEOUT_MS = 3 * LEASE_RENEWAL_MS;
/** When to ask again for the response to a request in progress. */
const RETRY_AFTER_SECONDS = 1;
const KEY_FORM = /^[\x21-\x7e]{1,200}$/;

/** Two requests are the same request when these are equal. */
export interface RequestIdentity {
  key: string;
  userId: string;
  /** The API key that sends it. It shares neither keys nor stored responses with its creator, nor with other API keys. */
  apiKeyId: string | null;
  method: string;
  path: string;
  /** The bytes of the body. */
  body: Uint8Array;
}

/** A response without a secret in it. */
export interface StoredResponse {
  status: number;
  body: string;
}

const hashOf = (...parts: (string | Uint8Array)[]) => {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part).update("\0");
  return sum.digest("base64url");
};

/**
 * Does `work` once for each key.
 *
 * @param work handles the request; `store` is what to answer a repeat with, null when the request may be done again
 * @param options.allowedWhenStoreIsFull does the work also when too many responses are stored: without the key, so a repeat
 *   does it again
 * @returns `response` of this request or `replay` of the first; or `idempotency_key_reused` for another request under the
 *   same key, `request_in_progress` with the seconds to wait while the first request is being handled,
 *   `rate_limited` when too many responses are stored for the user or the API key, unless it is allowed then;
 *   `invalid_request` for a malformed key
 */
export async function withIdempotencyKey<Result>(
  request: RequestIdentity,
  work: () => Promise<{ response: Result; store: StoredResponse | null }>,
  { allowedWhenStoreIsFull = false }: { allowedWhenStoreIsFull?: boolean } = {},
): Promise<{ response: Result } | { replay: StoredResponse } | Failure> {
  if (!KEY_FORM.test(request.key)) {
    return fail("invalid_request", {
      issues: [{ path: "Idempotency-Key", message: validation.idempotencyKey }],
    });
  }
  const db = database();
  const { userId, apiKeyId } = request;
  const key = { id: hashOf(apiKeyId ?? userId, request.key), holder: newId() };
  const requestHash = hashOf(request.method, request.path, request.body);
  await flushPending();
  const now = await db.now();
  const earlier = await db.takeKey(
    { ...key, userId, apiKeyId, requestHash, createdAt: now },
    { expired: now - RESPONSE_RETENTION_MS, abandoned: now - LEASE_TIMEOUT_MS },
    (kept) => limitStoredResponses(kept, now),
  );
  // A request that is known by its key is answered as ever: only one that would need a new place gets here.
  if (isFailure(earlier)) return allowedWhenStoreIsFull ? { response: (await work()).response } : earlier;
  if (earlier) {
    if (earlier.requestHash !== requestHash) return fail("idempotency_key_reused");
    if (earlier.status === null) return fail("request_in_progress", { retryAfter: RETRY_AFTER_SECONDS });
    return { replay: { status: earlier.status, body: earlier.answer ?? "" } };
  }

  const release = () => db.releaseKey(key);
  const renewal = setInterval(() => void db.holdKey(key).catch(() => undefined), LEASE_RENEWAL_MS);
  const done = await work()
    .finally(() => clearInterval(renewal))
    .catch(async (error) => {
      await runOrQueue(release);
      throw error;
    });
  const { response, store } = done;
  await runOrQueue(store ? () => db.keepAnswer(key, store.status, store.body) : release);
  return { response };
}

/** Releases and results that wait for the database to come back. */
function pendingReleases(): Set<() => Promise<void>> {
  return processSingleton("pending key releases", () => new Set());
}

/**
 * Stores a result or releases a key; queues that while the database is unavailable. The request itself has been done,
 * and is answered as such.
 */
async function runOrQueue(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    log().warn({ err: error }, "idempotency key not released yet");
    pendingReleases().add(write);
  }
}

/** Called before a key is taken, because it may be one of the pending ones. */
async function flushPending(): Promise<void> {
  const pending = pendingReleases();
  for (const write of pending) {
    await write();
    pending.delete(write);
  }
}
