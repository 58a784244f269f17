import { describeCurrent } from "@/lib/server/sessions";
import { open, route } from "@/lib/web/api/route";
import { json } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: open({
    handle: async ({ visit }) => {
      const { refresh, leaving } = visit.credentials;
      return json(await describeCurrent(refresh?.token ?? null, leaving));
    },
  }),
});
