import { listAuthenticators } from "@/lib/server/factors/authenticators";
import { authenticatorsSchema } from "@/lib/session/view-schemas/sign-in";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    summary: "List the second factors",
    responses: { 200: authenticatorsSchema },
    handle: async ({ principal }) => jsonResponse(await listAuthenticators(principal.user.id)),
  }),
});
