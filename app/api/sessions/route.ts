import { listEndedSessions, listSessions } from "@/lib/server/sessions/session-list";
import { sessionListSchema } from "@/lib/session/view-schemas/session";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { sessionsQuery } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    summary: "List one's own devices",
    responses: { 200: sessionListSchema },
    query: sessionsQuery,
    handle: async ({ query, principal: { user, session } }) => {
      const list = query.status === "ended" ? listEndedSessions : listSessions;
      return jsonResponse({ sessions: await list({ userId: user.id, currentSessionId: session.id }) });
    },
  }),
});
