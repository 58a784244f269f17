import { listSessionsOf } from "@/lib/server/admin";
import { isFailure } from "@/lib/session/failure";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { sessionsQuery } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    role: "admin",
    query: sessionsQuery,
    handle: async ({ query, id }) => {
      const result = await listSessionsOf(id, query.status);
      return isFailure(result) ? result : jsonResponse({ sessions: result });
    },
  }),
});
