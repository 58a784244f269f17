import { removeAuthenticator, renameAuthenticator } from "@/lib/server/authenticators";
import { isFailure } from "@/lib/session/failure";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse, noContent } from "@/lib/web/request/responses";
import { authenticatorBody, empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PATCH: authenticated({
    body: authenticatorBody,
    handle: async ({ body, id, principal, context }) => {
      const result = await renameAuthenticator(principal, { id, name: body.name }, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),

  DELETE: authenticated({
    requireRecentAuth: onEveryCall,
    body: empty,
    handle: async ({ id, principal, context }) => {
      const refusal = await removeAuthenticator(principal, id, (await context()).client);
      return refusal ?? noContent();
    },
  }),
});
