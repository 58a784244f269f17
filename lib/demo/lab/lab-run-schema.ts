import { z } from "zod";
import type { LabRun } from "./timeline";

const laneSchema = z.enum(["you", "phone", "thief"]);

/** The timeline of a run of the session lab. */
export const labRunSchema = z.object({
  passed: z.boolean().describe("Whether there were checks, and all of them held."),
  events: z.array(
    z.object({
      step: z.number().int(),
      kind: z.enum(["token", "lost", "used", "refused", "ended", "stolen", "note", "time", "check"]),
      lane: laneSchema.nullable().describe("The device it happened on; null for what concerns all of them."),
      text: z.string(),
      token: z.number().int().nullable().describe("The number of the token, from 1."),
      from: laneSchema.nullable().describe("The device that an arrow comes from."),
      held: z.boolean().nullable().describe("Whether a check held; null for every other event."),
    }),
  ),
}) satisfies z.ZodType<LabRun>;
