/**
 * `Idempotency-Key`: a request that is sent again, because its answer was lost or its session ended in between, is done
 * once (the IETF's draft-ietf-httpapi-idempotency-key-header).
 */
import { createHash } from "node:crypto";
import { type Failure, fail } from "@/lib/session/failure";
import { newId } from "./crypto";
import { database } from "./database";
import { isUnavailable } from "./errors";
import { log } from "./log";
import { processSingleton } from "./singleton";

/** How long an answer is kept for whoever asks again, in milliseconds. */
export const RESPONSE_RETENTION_MS = 24 * 60 * 60 * 1000;
/** How often a request that takes its time says that it is still being worked on, in milliseconds. */
const LEASE_RENEWAL_MS = 2000;
/** One that has not said so for this long died with its process; a client that sends again is more patient. */
const LEASE_TIMEOUT_MS = 3 * LEASE_RENEWAL_MS;
/** Seconds after which to ask for the answer of a request that is being worked on. */
const RETRY_AFTER_SECONDS = 1;
const KEY_FORM = /^[\x21-\x7e]{1,200}$/;

/** What makes two requests the same one. */
export interface RequestIdentity {
  key: string;
  userId: string;
  method: string;
  path: string;
  /** The body as it came. */
  body: Uint8Array;
}

/** An answer without anything secret in it. */
export interface StoredResponse {
  status: number;
  body: string;
}

const hash = (...parts: (string | Uint8Array)[]) => {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part).update("\0");
  return sum.digest("base64url");
};

/**
 * Does `work` once for a key.
 *
 * @param work answers the request; `keep` is what may be answered again, null for what must not be repeated: anything
 *   with a token or cookie, 401, and every 5xx
 * @returns the answer of this or of the first request; 422 for another body under the same key, 409 while the first
 *   one is still being worked on
 */
export async function withIdempotencyKey<Answer>(
  request: RequestIdentity,
  work: () => Promise<{ response: Answer; store: StoredResponse | null }>,
): Promise<{ response: Answer } | { replay: StoredResponse } | Failure> {
  if (!KEY_FORM.test(request.key)) {
    return fail("invalid_request", {
      issues: [{ path: "Idempotency-Key", message: "Use 1 to 200 visible characters." }],
    });
  }
  const db = database();
  const key = { id: hash(request.userId, request.method, request.path, request.key), holder: newId() };
  const bodyHash = hash(request.body);
  await flushPending();
  const now = await db.now();
  const earlier = await db.takeKey(
    { ...key, bodyHash, createdAt: now },
    { expired: now - RESPONSE_RETENTION_MS, abandoned: now - LEASE_TIMEOUT_MS },
  );
  if (earlier) {
    if (earlier.bodyHash !== bodyHash) return fail("idempotency_key_reused");
    if (earlier.status === null) return fail("request_in_progress", { retryAfter: RETRY_AFTER_SECONDS });
    return { replay: { status: earlier.status, body: earlier.answer ?? "" } };
  }

  const release = () => db.releaseKey(key);
  const holding = setInterval(() => void db.holdKey(key).catch(() => undefined), LEASE_RENEWAL_MS);
  const done = await work()
    .finally(() => clearInterval(holding))
    .catch(async (error) => {
      await runOrQueue(release);
      throw error;
    });
  const { response, store } = done;
  await runOrQueue(store ? () => db.keepAnswer(key, store.status, store.body) : release);
  return { response };
}

/** What could not be said of keys because the database was away. */
function pendingReleases(): Set<() => Promise<void>> {
  return processSingleton("unsettled keys", () => new Set());
}

/** Says what became of a key; with the database away, later. What has been done is done, and is answered as such. */
async function runOrQueue(say: () => Promise<void>): Promise<void> {
  try {
    await say();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    log().warn({ err: error }, "key not settled");
    pendingReleases().add(say);
  }
}

/** Before a key is taken, for it may be one of these. */
async function flushPending(): Promise<void> {
  const left = pendingReleases();
  for (const say of left) {
    await say();
    left.delete(say);
  }
}
