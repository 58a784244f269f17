import { invite, listInvitations } from "@/lib/server/organizations/invitations";
import { isFailure } from "@/lib/session/failure";
import { mayAppoint } from "@/lib/session/organizations/organization-permissions";
import { invitationListSchema, invitationSchema } from "@/lib/session/view-schemas/organization";
import { organizationEndpoint } from "@/lib/web/api/organization-route";
import { route } from "@/lib/web/api/route";
import { invitationBody } from "@/lib/web/request/organization-schemas";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: organizationEndpoint({
    summary: "List the open invitations",
    responses: { 200: invitationListSchema },
    action: "invitations.read",
    handle: async ({ principal }) => jsonResponse({ invitations: await listInvitations(principal) }),
  }),

  POST: organizationEndpoint({
    summary: "Invite an address",
    responses: { 201: invitationSchema },
    errors: ["already_member", "rate_limited"],
    action: "invitations.change",
    requireRecentAuth: ({ role }) => mayAppoint(role),
    body: invitationBody,
    handle: async ({ body, principal, context }) => {
      const result = await invite(principal, body, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result, { status: 201 });
    },
  }),
});
