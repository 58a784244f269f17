/** Assertions that many tests share. */
import type { NextStep } from "@/lib/server/sign-in/attempt-views";
import { type Failure, isFailure } from "@/lib/session/failure";

/** @throws Error when it was refused, or another step of a sign-in is due */
export function granted<T>(result: T | NextStep | Failure): Exclude<T, NextStep> {
  if (isFailure(result)) throw new Error(`refused: ${JSON.stringify(result)}`);
  if (isNextStep(result)) throw new Error(`another step is due: ${result.status}`);
  return result as Exclude<T, NextStep>;
}

function isNextStep(result: unknown): result is NextStep {
  return typeof result === "object" && result !== null && "attempt" in result && "status" in result;
}

/** @returns the code of a refusal, with its reason where it has one. */
export function refusal(result: unknown): string {
  if (!isFailure(result)) return "granted";
  return result.details?.reason ? `${result.code}: ${result.details.reason}` : result.code;
}
