import { describeTimeline } from "@/lib/server/session-list";
import { isFailure } from "@/lib/session/failure";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    handle: async ({ id, principal }) => {
      const result = await describeTimeline(principal.user.id, id);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
