import type { ErrorBody, ErrorCode } from "@/lib/session/errors";

/** An expected "no": a value, not an exception. The route wrapper turns it into the HTTP answer. */
export interface Refusal {
  refused: ErrorCode;
  details?: NonNullable<ErrorBody["details"]>;
}

/** @returns a refusal with what the caller may know about it. */
export function refuse(code: ErrorCode, details?: NonNullable<ErrorBody["details"]>): Refusal {
  return details ? { refused: code, details } : { refused: code };
}

/** Turns a rule's refusal into one that can be answered. */
export function refusalOf(outcome: {
  code: ErrorCode;
  reason?: NonNullable<ErrorBody["details"]>["reason"];
}) {
  return refuse(outcome.code, outcome.reason ? { reason: outcome.reason } : undefined);
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "refused" in value;
}
