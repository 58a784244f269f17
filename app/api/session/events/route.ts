import { refuse } from "@/lib/server/refusal";
import { open, route } from "@/lib/web/api/route";
import { eventStream } from "@/lib/web/api/sse";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: open({
    handle: async ({ visit, request }) => {
      const { refresh, leaving } = visit.credentials;
      if (!refresh || leaving) return refuse("not_authenticated");
      return eventStream(refresh.token, request);
    },
  }),
});
