/** What tests ask of results again and again. */
import { isRefusal, type Refusal } from "@/lib/server/refusal";

/** @throws Error when it was refused */
export function granted<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
}

/** @returns the code of a refusal, with its reason where it has one. */
export function refusal(result: unknown): string {
  if (!isRefusal(result)) return "granted";
  return result.details?.reason ? `${result.refused}: ${result.details.reason}` : result.refused;
}
