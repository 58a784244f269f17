import { describeCurrent } from "@/lib/server/sessions";
import { json } from "@/lib/web/reply";
import { open, route } from "@/lib/web/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: open({
    handle: async ({ visit }) => json(await describeCurrent(visit.credentials.refresh?.token ?? null)),
  }),
});
