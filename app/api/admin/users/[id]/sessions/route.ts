import { listSessionsOf } from "@/lib/server/admin";
import { isRefusal } from "@/lib/server/refusal";
import { bearer, route } from "@/lib/web/api/route";
import { json } from "@/lib/web/request/responses";
import { sessionsQuery } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: bearer({
    role: "admin",
    query: sessionsQuery,
    handle: async ({ query, id }) => {
      const result = await listSessionsOf(id, query.status);
      return isRefusal(result) ? result : json({ sessions: result });
    },
  }),
});
