import { acceptInvitation } from "@/lib/server/organizations/invitations";
import { isFailure } from "@/lib/session/failure";
import { authenticated, route } from "@/lib/web/api/route";
import { acceptBody } from "@/lib/web/request/organization-schemas";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    body: acceptBody,
    handle: async ({ body, principal, context }) => {
      const result = await acceptInvitation(principal, body.token, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
