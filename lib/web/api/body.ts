/**
 * Reads a body, JSON or the fields of a form, without trusting it: bounded in size and time, strict in form.
 */
import type { z } from "zod";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { validation } from "@/lib/texts/en/validation";
import { validate } from "@/lib/web/request/validate";

const MAX_BYTES = 16 * 1024;
const utf8 = new TextDecoder("utf-8", { fatal: true });
/** How long a body may take to arrive. */
const READ_TIMEOUT_MS = 10_000;

/** What a body may be. A form's fields are texts. */
export type BodyType = "json" | "form";

const CONTENT_TYPE: Record<BodyType, RegExp> = {
  json: /^application\/json\s*(?:;|$)/i,
  form: /^application\/x-www-form-urlencoded\s*(?:;|$)/i,
};

/**
 * @param schema the whole shape; unknown members are an error
 * @param types what the endpoint takes
 * @returns the parsed body and its bytes, an empty body as `{}`; or `payload_too_large`, `unsupported_media_type`,
 *   `request_timeout`, or `invalid_request` with what is wrong where
 */
export async function readBody<T>(
  request: Request,
  schema: z.ZodType<T>,
  types: readonly BodyType[] = ["json"],
): Promise<{ value: T; bytes: Uint8Array } | Failure> {
  const bytes = await readBytes(request);
  if (isFailure(bytes)) return bytes;

  let value: unknown = {};
  if (bytes.length > 0) {
    const type = types.find((one) => CONTENT_TYPE[one].test(request.headers.get("content-type") ?? ""));
    if (!type) return fail("unsupported_media_type");
    try {
      const text = utf8.decode(bytes);
      value = type === "form" ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text);
    } catch {
      const message = type === "form" ? validation.formBody : validation.json;
      return fail("invalid_request", { issues: [{ path: "", message }] });
    }
  }
  const parsed = validate(schema, value);
  return isFailure(parsed) ? parsed : { ...parsed, bytes };
}

async function readBytes(request: Request): Promise<Uint8Array | Failure> {
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  if (announced > MAX_BYTES) return fail("payload_too_large");
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
      // Node's parser lets no byte through after the announced ones: the end of the stream needs no waiting.
      if (size === announced) return Buffer.concat(chunks);
    }
  } finally {
    clearTimeout(deadline);
  }
}
