import { listSessionsOf } from "@/lib/server/admin/admin";
import { isFailure } from "@/lib/session/failure";
import { sessionListSchema } from "@/lib/session/view-schemas/session";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { sessionsQuery } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    role: "admin",
    summary: "List the sessions of a user",
    responses: { 200: sessionListSchema },
    errors: ["not_found"],
    query: sessionsQuery,
    handle: async ({ query, id }) => {
      const result = await listSessionsOf(id, query.status);
      return isFailure(result) ? result : jsonResponse({ sessions: result });
    },
  }),
});
