/**
 * `Idempotency-Key`: a request that is sent again, because its answer was lost or its session ended in between, is done
 * once (the IETF's draft-ietf-httpapi-idempotency-key-header).
 */
import { createHash } from "node:crypto";
import { newId } from "./crypto";
import { database } from "./database";
import { log } from "./log";
import { type Refusal, refuse } from "./refusal";
import { once } from "./singleton";
import { isUnavailable } from "./unavailable";

/** How long an answer is kept for whoever asks again, in milliseconds. */
export const ANSWERS_KEPT = 24 * 60 * 60 * 1000;
/** How often a request that takes its time says that it is still being worked on, in milliseconds. */
const HOLD = 2000;
/** One that has not said so for this long died with its process; a client that sends again is more patient. */
const ABANDONED = 3 * HOLD;
/** Seconds after which to ask for the answer of a request that is being worked on. */
const ASK_AGAIN = 1;
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
export interface PlainAnswer {
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
export async function doOnce<Answer>(
  request: RequestIdentity,
  work: () => Promise<{ answer: Answer; keep: PlainAnswer | null }>,
): Promise<{ answer: Answer } | { again: PlainAnswer } | Refusal> {
  if (!KEY_FORM.test(request.key)) {
    return refuse("invalid_request", {
      issues: [{ path: "Idempotency-Key", message: "Use 1 to 200 visible characters." }],
    });
  }
  const db = database();
  const key = { id: hash(request.userId, request.method, request.path, request.key), holder: newId() };
  const bodyHash = hash(request.body);
  await settleLeft();
  const now = await db.now();
  const earlier = await db.takeKey(
    { ...key, bodyHash, createdAt: now },
    { expired: now - ANSWERS_KEPT, abandoned: now - ABANDONED },
  );
  if (earlier) {
    if (earlier.bodyHash !== bodyHash) return refuse("idempotency_key_reused");
    if (earlier.status === null) return refuse("request_in_progress", { retryAfter: ASK_AGAIN });
    return { again: { status: earlier.status, body: earlier.answer ?? "" } };
  }

  const release = () => db.releaseKey(key);
  const holding = setInterval(() => void db.holdKey(key).catch(() => undefined), HOLD);
  const done = await work()
    .finally(() => clearInterval(holding))
    .catch(async (error) => {
      await settle(release);
      throw error;
    });
  const { answer, keep } = done;
  await settle(keep ? () => db.keepAnswer(key, keep.status, keep.body) : release);
  return { answer };
}

/** What could not be said of keys because the database was away. */
function unsettled(): Set<() => Promise<void>> {
  return once("unsettled keys", () => new Set());
}

/** Says what became of a key; with the database away, later. What has been done is done, and is answered as such. */
async function settle(say: () => Promise<void>): Promise<void> {
  try {
    await say();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    log().warn({ err: error }, "key not settled");
    unsettled().add(say);
  }
}

/** Before a key is taken, for it may be one of these. */
async function settleLeft(): Promise<void> {
  const left = unsettled();
  for (const say of left) {
    await say();
    left.delete(say);
  }
}
