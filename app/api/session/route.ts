import { describeCurrent } from "@/lib/server/sessions";
import { json } from "@/lib/web/reply";
import { open, route } from "@/lib/web/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: open({
    handle: async ({ visit }) => {
      const { refresh, leaving } = visit.credentials;
      return json(await describeCurrent(refresh?.token ?? null, leaving));
    },
  }),
});
