/**
 * Reads a JSON body without trusting it: bounded in size and time, strict in form.
 */
import type { z } from "zod";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { validate } from "@/lib/web/request/validate";

const MAX_BYTES = 16 * 1024;
/** How long a body may take to arrive. */
const READ_TIMEOUT_MS = 10_000;

/**
 * @param schema the whole shape; unknown members are an error
 * @returns the parsed body and its bytes, an empty body as `{}`; or `payload_too_large`, `unsupported_media_type`,
 *   `request_timeout`, or `invalid_request` with what is wrong where
 */
export async function readBody<T>(
  request: Request,
  schema: z.ZodType<T>,
): Promise<{ value: T; bytes: Uint8Array } | Failure> {
  const bytes = await readBytes(request);
  if (isFailure(bytes)) return bytes;

  let value: unknown = {};
  if (bytes.length > 0) {
    if (!isJson(request.headers.get("content-type"))) return fail("unsupported_media_type");
    try {
      value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch {
      return fail("invalid_request", { issues: [{ path: "", message: "This is not JSON in UTF-8." }] });
    }
  }
  const parsed = validate(schema, value);
  return isFailure(parsed) ? parsed : { ...parsed, bytes };
}

function isJson(contentType: string | null): boolean {
  return /^application\/json\s*(?:;|$)/i.test(contentType ?? "");
}

async function readBytes(request: Request): Promise<Uint8Array | Failure> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BYTES) return fail("payload_too_large");
  if (!request.body) return new Uint8Array();

  const reader = request.body.getReader();
  let isLate = false;
  const deadline = setTimeout(() => {
    isLate = true;
    void reader.cancel().catch(() => undefined);
  }, READ_TIMEOUT_MS);
  try {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for (;;) {
      // A body that breaks off is the sender's error, not ours.
      const { done, value } = await reader.read().catch(() => ({ done: null, value: undefined }));
      if (isLate || done === null) return fail("request_timeout");
      if (done) return Buffer.concat(chunks);
      size += value.length;
      if (size > MAX_BYTES) {
        void reader.cancel().catch(() => undefined);
        return fail("payload_too_large");
      }
      chunks.push(value);
    }
  } finally {
    clearTimeout(deadline);
  }
}
