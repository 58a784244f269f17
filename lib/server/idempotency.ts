/**
 * `Idempotency-Key`: a request that is sent again, because its answer was lost or its session ended in between, is done
 * once (the IETF's draft-ietf-httpapi-idempotency-key-header).
 */
import { createHash } from "node:crypto";
import { database } from "./database";
import { type Refusal, refuse } from "./refusal";

/** How long an answer is kept for whoever asks again, in milliseconds. */
export const ANSWERS_KEPT = 24 * 60 * 60 * 1000;
/** A request that has not been answered for so long died with its process. */
const ABANDONED = 60_000;
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
  const id = hash(request.userId, request.method, request.path, request.key);
  const bodyHash = hash(request.body);
  const now = await db.now();
  const earlier = await db.takeKey(
    { id, bodyHash, createdAt: now },
    { expired: now - ANSWERS_KEPT, abandoned: now - ABANDONED },
  );
  if (earlier) {
    if (earlier.bodyHash !== bodyHash) return refuse("idempotency_key_reused");
    if (earlier.status === null) return refuse("request_in_progress");
    return { again: { status: earlier.status, body: earlier.answer ?? "" } };
  }
  try {
    const { answer, keep } = await work();
    if (keep) await db.keepAnswer(id, keep.status, keep.body);
    else await db.releaseKey(id);
    return { answer };
  } catch (error) {
    await db.releaseKey(id).catch(() => undefined);
    throw error;
  }
}
