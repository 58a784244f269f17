import { acceptInvitation } from "@/lib/server/organizations/invitations";
import { isFailure } from "@/lib/session/failure";
import { membershipSchema } from "@/lib/session/view-schemas/organization";
import { authenticated, route } from "@/lib/web/api/route";
import { acceptBody } from "@/lib/web/request/organization-schemas";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Accept an invitation",
    responses: { 200: membershipSchema },
    errors: ["invalid_ticket", "wrong_account", "already_member", "rate_limited"],
    body: acceptBody,
    handle: async ({ body, principal, context }) => {
      const result = await acceptInvitation(principal, body.token, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
