import { describeTimeline } from "@/lib/server/devices";
import { isRefusal } from "@/lib/server/refusal";
import { json } from "@/lib/web/reply";
import { bearer, route } from "@/lib/web/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: bearer({
    handle: async ({ id, principal }) => {
      const result = await describeTimeline(principal.user.id, id);
      return isRefusal(result) ? result : json(result);
    },
  }),
});
