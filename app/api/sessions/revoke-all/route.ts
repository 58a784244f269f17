import { revokeDevices } from "@/lib/server/session-list";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { revokeAllBody } from "@/lib/web/request/schemas";

/** Cookies stay, also with `all`: they are good for nothing any more but to tell the next page why. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    requireRecentAuth: onEveryCall,
    body: revokeAllBody,
    handle: async ({ body, principal, context }) =>
      jsonResponse(await revokeDevices(principal, body.scope, (await context()).client)),
  }),
});
