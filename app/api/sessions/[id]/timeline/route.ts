import { describeTimeline } from "@/lib/server/sessions/session-list";
import { isFailure } from "@/lib/session/failure";
import { timelineSchema } from "@/lib/session/view-schemas/session";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    summary: "Read the life of a session",
    responses: { 200: timelineSchema },
    errors: ["not_found"],
    handle: async ({ id, principal }) => {
      const result = await describeTimeline(principal.user.id, id);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
