/** The body of every response that is an error. `lib/session/errors.ts` has the types. */
import { z } from "zod";
import { ERROR_STATUS, type ErrorCode } from "@/lib/session/errors";
import { ATTEMPT_STEPS } from "@/lib/session/sign-in/sign-in-records";
import { endReasonSchema, timeSchema } from "./values";

const ERROR_CODES = Object.keys(ERROR_STATUS) as ErrorCode[];

export const errorDetailsSchema = z
  .object({
    reason: endReasonSchema
      .optional()
      .describe("Why the session ended; with `session_expired` and `session_revoked`."),
    issues: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe(
        'Which field is wrong, and how; with `invalid_request`. The path is "" for the input as a whole.',
      ),
    origin: z
      .string()
      .optional()
      .describe("Our own origin, from which the same request would be accepted; with `cross_site_request`."),
    retryAfter: z.number().optional().describe("Seconds to wait before another attempt."),
    status: z
      .enum(["complete", "failed", "expired", "cancelled", "waiting", "approved", "used"])
      .optional()
      .describe(
        "How the attempt ended, with `attempt_closed`; where the adding of a device stands, with `device_link_closed`.",
      ),
    step: z.enum(ATTEMPT_STEPS).optional().describe("The step that is due; with `wrong_step`."),
    remainingAttempts: z
      .number()
      .int()
      .optional()
      .describe("How many more codes may be tried; with `invalid_code`."),
    deletionAt: timeSchema.optional().describe("When the account is deleted; with `deletion_scheduled`."),
    organizations: z
      .array(z.object({ id: z.string(), name: z.string() }))
      .optional()
      .describe(
        "The organizations that would be left without an owner; with `last_owner`, when an account is to be deleted.",
      ),
  })
  .meta({ id: "ErrorDetails" });

export const errorSchema = z
  .object({
    error: z.enum(ERROR_CODES).meta({ id: "ErrorCode", description: "Programs compare it." }),
    message: z.string().describe("For people. The wording may change."),
    details: errorDetailsSchema.exactOptional(),
  })
  .meta({ id: "Error", description: "The body of every response that is an error." });
