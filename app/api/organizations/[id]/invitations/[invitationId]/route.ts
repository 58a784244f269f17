import { withdrawInvitation } from "@/lib/server/organizations/invitations";
import { organizationEndpoint } from "@/lib/web/api/organization-route";
import { route } from "@/lib/web/api/route";
import { noContent } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  DELETE: organizationEndpoint({
    summary: "Withdraw an invitation",
    responses: { 204: null },
    action: "invitations.change",
    allowedWhenStoreIsFull: true,
    body: empty,
    handle: async ({ invitationId, principal, context }) =>
      (await withdrawInvitation(principal, invitationId, (await context()).client)) ?? noContent(),
  }),
});
