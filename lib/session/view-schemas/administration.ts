/** The JSON of activity and administration. `activity-contract.ts` and `admin-contract.ts` have the types. */
import { z } from "zod";
import { AUDIT_EVENTS } from "@/lib/session/audit-events";
import { endReasonSchema, timeSchema, userSchema } from "./values";

export const activityEntrySchema = z
  .object({
    id: z.string(),
    event: z.enum(AUDIT_EVENTS),
    at: timeSchema,
    sessionId: z.string().nullable(),
    ipAddress: z.string().nullable(),
    device: z.string().nullable().describe('The device the event came from, in words ("Chrome on Windows").'),
    reason: endReasonSchema.nullable().describe("Set on `session_ended`."),
    byOther: z.boolean().describe("True when an administrator did it, not the user."),
  })
  .meta({ id: "ActivityEntry" });

export const activityPageSchema = z.object({
  entries: z.array(activityEntrySchema),
  nextCursor: z.string().nullable().describe("The `cursor` of the next page; null on the last one."),
});

export const adminUserSchema = userSchema.extend({ disabledAt: timeSchema.nullable() }).meta({
  id: "AdminUser",
  description: "A user as an administrator sees them: with whether the account is disabled.",
});

export const userPageSchema = z.object({
  users: z.array(adminUserSchema),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
});

export const impersonationSchema = z.object({
  ticket: z.string(),
  url: z.string().describe("The page that takes the ticket, which stands in its fragment."),
  expiresAt: timeSchema,
});
