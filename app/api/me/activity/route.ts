import { listActivity } from "@/lib/server/account/activity";
import { activityPageSchema } from "@/lib/session/view-schemas/administration";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { activityQuery } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    summary: "Read what happened to the account, newest first",
    responses: { 200: activityPageSchema },
    query: activityQuery,
    handle: async ({ query, principal }) =>
      jsonResponse(await listActivity(principal.user.id, query.cursor ?? null)),
  }),
});
