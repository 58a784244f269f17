/**
 * Calls with an `Idempotency-Key`: done once, and answered as often as they come.
 */
import type { NextRequest } from "next/server";
import { doOnce, type PlainAnswer } from "@/lib/server/idempotency";
import { isRefusal, type Refusal } from "@/lib/server/refusal";
import { json, refused } from "@/lib/web/request/responses";

type Answer = Response | Refusal;

/**
 * @param body the request's body as it came
 * @param handle does what is asked; only called for the first request with its key
 */
export async function answerOnce(
  request: NextRequest,
  userId: string,
  body: Uint8Array,
  handle: () => Promise<Answer>,
): Promise<Answer> {
  const key = request.headers.get("idempotency-key");
  const { method } = request;
  if (key === null || method === "GET" || method === "HEAD") return handle();

  const identity = { key, userId, method, path: request.nextUrl.pathname, body };
  const done = await doOnce(identity, async () => {
    const result = await handle();
    const answer = isRefusal(result) ? refused(result) : result;
    return { answer, keep: await repeatable(answer) };
  });
  if (isRefusal(done)) return done;
  if ("answer" in done) return done.answer;
  const { status, body: kept } = done.again;
  return json(kept === "" ? undefined : JSON.parse(kept), { status });
}

/** Answers about the moment: with the cookies or the token of the next one the same request may be done. */
const PASSING: ReadonlySet<number> = new Set([401, 409, 429]);

/** @returns what of an answer may be given again: nothing with a cookie, no 401, 409, 429 or 5xx. */
async function repeatable(answer: Response): Promise<PlainAnswer | null> {
  const { status, headers } = answer;
  if (PASSING.has(status) || status >= 500 || headers.has("Set-Cookie")) return null;
  return { status, body: await answer.clone().text() };
}
