/** Assertions that many tests share. */
import { type Failure, isFailure } from "@/lib/session/failure";

/** @throws Error when it was refused */
export function granted<T>(result: T | Failure): T {
  if (isFailure(result)) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
}

/** @returns the code of a refusal, with its reason where it has one. */
export function refusal(result: unknown): string {
  if (!isFailure(result)) return "granted";
  return result.details?.reason ? `${result.code}: ${result.details.reason}` : result.code;
}
