import { listEndedSessions, listSessions } from "@/lib/server/devices";
import { sessionsQuery } from "@/lib/web/inputs";
import { json } from "@/lib/web/reply";
import { bearer, route } from "@/lib/web/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: bearer({
    query: sessionsQuery,
    handle: async ({ query, principal: { user, session } }) => {
      const list = query.status === "ended" ? listEndedSessions : listSessions;
      return json({ sessions: await list({ userId: user.id, currentSessionId: session.id }) });
    },
  }),
});
