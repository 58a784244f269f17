import { listActivity } from "@/lib/server/activity";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { activityQuery } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    query: activityQuery,
    handle: async ({ query, principal }) =>
      jsonResponse(await listActivity(principal.user.id, query.cursor ?? null)),
  }),
});
