import { removeAuthenticator, renameAuthenticator } from "@/lib/server/factors/authenticators";
import { isFailure } from "@/lib/session/failure";
import { authenticatorSchema } from "@/lib/session/view-schemas/sign-in";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse, noContent } from "@/lib/web/request/responses";
import { authenticatorBody, empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PATCH: authenticated({
    summary: "Rename an authenticator",
    responses: { 200: authenticatorSchema },
    errors: ["not_found", "rate_limited"],
    body: authenticatorBody,
    handle: async ({ body, id, principal, context }) => {
      const result = await renameAuthenticator(principal, { id, name: body.name }, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),

  DELETE: authenticated({
    summary: "Remove an authenticator",
    responses: { 204: null },
    errors: ["not_found", "second_factor_needed"],
    requireRecentAuth: onEveryCall,
    allowedWhenStoreIsFull: true,
    body: empty,
    handle: async ({ id, principal, context }) => {
      const refusal = await removeAuthenticator(principal, id, (await context()).client);
      return refusal ?? noContent();
    },
  }),
});
