import { invite, listInvitations } from "@/lib/server/organizations/invitations";
import { isFailure } from "@/lib/session/failure";
import { organizationEndpoint } from "@/lib/web/api/organization-route";
import { route } from "@/lib/web/api/route";
import { invitationBody } from "@/lib/web/request/organization-schemas";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: organizationEndpoint({
    action: "invitations.read",
    handle: async ({ principal }) => jsonResponse({ invitations: await listInvitations(principal) }),
  }),

  POST: organizationEndpoint({
    action: "invitations.change",
    body: invitationBody,
    handle: async ({ body, principal, context }) => {
      const result = await invite(principal, body, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result, { status: 201 });
    },
  }),
});
