import { listAuthenticators } from "@/lib/server/authenticators";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    handle: async ({ principal }) => jsonResponse(await listAuthenticators(principal.user.id)),
  }),
});
