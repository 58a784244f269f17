import { isRefusal } from "@/lib/server/refusal";
import { listSessionsOf } from "@/lib/server/users";
import { sessionsQuery } from "@/lib/web/inputs";
import { json } from "@/lib/web/reply";
import { bearer, route } from "@/lib/web/route";

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
