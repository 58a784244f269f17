import type { z } from "zod";
import { type Failure, fail } from "@/lib/session/failure";

/** How many issues a response lists at most. */
const MAX_ISSUES = 10;

/** @returns the parsed value; or `invalid_request`, whose `details.issues` name the place and the reason. */
export function validate<T>(schema: z.ZodType<T>, value: unknown): { value: T } | Failure<"invalid_request"> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data };
  const issues = parsed.error.issues
    .slice(0, MAX_ISSUES)
    .map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  return fail("invalid_request", { issues });
}
