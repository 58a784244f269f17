import { isRefusal } from "@/lib/server/refusal";
import { describeTimeline } from "@/lib/server/session-list";
import { bearer, route } from "@/lib/web/api/route";
import { json } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: bearer({
    handle: async ({ id, principal }) => {
      const result = await describeTimeline(principal.user.id, id);
      return isRefusal(result) ? result : json(result);
    },
  }),
});
