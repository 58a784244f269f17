import { listWorkspaceMembers } from "@/lib/server/organizations/workspaces";
import { isFailure } from "@/lib/session/failure";
import { workspaceMemberListSchema } from "@/lib/session/view-schemas/organization";
import { organizationEndpoint } from "@/lib/web/api/organization-route";
import { route } from "@/lib/web/api/route";
import { membersQuery } from "@/lib/web/request/organization-schemas";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: organizationEndpoint({
    summary: "List the members of a workspace",
    responses: { 200: workspaceMemberListSchema },
    action: "workspace_members.read",
    query: membersQuery,
    handle: async ({ query, workspaceId, principal }) => {
      const members = await listWorkspaceMembers(principal, workspaceId, query);
      return isFailure(members) ? members : jsonResponse({ members });
    },
  }),
});
