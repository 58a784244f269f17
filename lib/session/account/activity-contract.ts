/** The JSON of the audit log as its users see it. Times are ISO 8601 UTC strings. */
import type { z } from "zod";
import type { activityEntrySchema, activityPageSchema } from "@/lib/session/view-schemas/administration";

/** One line of the activity page. */
export type ActivityEntryView = z.infer<typeof activityEntrySchema>;

/** `GET /api/me/activity`: newest first. */
export type ActivityPageView = z.infer<typeof activityPageSchema>;
