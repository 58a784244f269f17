import { listMembers } from "@/lib/server/organizations/members";
import { memberListSchema } from "@/lib/session/view-schemas/organization";
import { organizationEndpoint } from "@/lib/web/api/organization-route";
import { route } from "@/lib/web/api/route";
import { membersQuery } from "@/lib/web/request/organization-schemas";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: organizationEndpoint({
    summary: "List the members",
    responses: { 200: memberListSchema },
    action: "members.read",
    query: membersQuery,
    handle: async ({ query, principal }) =>
      jsonResponse({ members: await listMembers(principal.organization.id, query) }),
  }),
});
