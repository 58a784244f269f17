/** Which error codes an endpoint can answer with: its own, and those of the wrapper around it. */
import { ERROR_STATUS, type ErrorCode } from "@/lib/session/errors";
import type { EndpointDescription } from "@/lib/web/api/description";

const EVERYWHERE: readonly ErrorCode[] = ["server_error", "unavailable"];
const OF_BODY: readonly ErrorCode[] = [
  "invalid_request",
  "payload_too_large",
  "request_timeout",
  "unsupported_media_type",
];
const OF_BEARER: readonly ErrorCode[] = [
  "not_authenticated",
  "token_expired",
  "session_expired",
  "session_revoked",
  "forbidden",
];
const OF_IDEMPOTENCY_KEY: readonly ErrorCode[] = [
  "invalid_request",
  "idempotency_key_reused",
  "request_in_progress",
];

/** @returns the codes by their status */
export function errorCodesOf(method: string, endpoint: EndpointDescription): Record<number, ErrorCode[]> {
  const codes = new Set([...EVERYWHERE, ...wrapperCodes(method, endpoint), ...(endpoint.errors ?? [])]);
  const byStatus: Record<number, ErrorCode[]> = {};
  for (const code of [...codes].sort()) {
    const status = ERROR_STATUS[code];
    byStatus[status] = [...(byStatus[status] ?? []), code];
  }
  return byStatus;
}

function* wrapperCodes(method: string, endpoint: EndpointDescription): Iterable<ErrorCode> {
  const changes = method !== "GET";
  const { access, body, query, proof, role } = endpoint;
  if (changes) yield "cross_site_request";
  if (body) yield* OF_BODY;
  if (query) yield "invalid_request";
  if (access !== "public") yield* OF_BEARER;
  if (access === "member") yield* ["not_found", "rate_limited"] as const;
  if (role || (changes && !endpoint.allowedWhileImpersonating)) yield "forbidden_while_impersonating";
  if (changes && access !== "public" && !endpoint.allowedBeforeDeletion) yield "deletion_scheduled";
  if (endpoint.needsRecentAuth) yield "reauthentication_required";
  if (endpoint.needsCookie) yield* ["not_authenticated", "session_revoked"] as const;
  if (endpoint.needsCookie && access !== "public") yield "session_mismatch";
  if (proof) yield* ["use_dpop_nonce", "device_proof_required"] as const;
  if (proof === "sign-in") yield* ["device_key_unavailable", "rate_limited"] as const;
  if (takesIdempotencyKey(method, endpoint)) yield* OF_IDEMPOTENCY_KEY;
  if (takesIdempotencyKey(method, endpoint) && !endpoint.allowedWhenStoreIsFull) yield "rate_limited";
  if (takesIdempotencyKey(method, endpoint) && endpoint.secretAnswer) yield "already_done";
}

/** @returns whether a repeat under the same `Idempotency-Key` is answered without doing the work again */
export function takesIdempotencyKey(
  method: string,
  { access, ignoresIdempotencyKey }: EndpointDescription,
): boolean {
  return method !== "GET" && access !== "public" && !ignoresIdempotencyKey;
}
