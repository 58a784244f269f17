import { removeFromWorkspace, setWorkspaceRole } from "@/lib/server/organizations/workspaces";
import { isFailure } from "@/lib/session/failure";
import { workspaceMemberSchema } from "@/lib/session/view-schemas/organization";
import { organizationEndpoint } from "@/lib/web/api/organization-route";
import { route } from "@/lib/web/api/route";
import { workspaceRoleBody } from "@/lib/web/request/organization-schemas";
import { jsonResponse, noContent } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PUT: organizationEndpoint({
    summary: "Add a member to a workspace, or change the role",
    responses: { 200: workspaceMemberSchema },
    errors: ["rate_limited"],
    action: "workspace_members.change",
    body: workspaceRoleBody,
    handle: async ({ body, workspaceId, userId, principal, context }) => {
      const change = { workspaceId, userId, ...body };
      const result = await setWorkspaceRole(principal, change, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),

  // Any member may leave a workspace; the decision asks for more to take out another.
  DELETE: organizationEndpoint({
    summary: "Remove a member from a workspace, or leave it",
    responses: { 204: null },
    errors: ["rate_limited"],
    action: "workspace_members.change",
    allowedWhenStoreIsFull: true,
    body: empty,
    handle: async ({ workspaceId, userId, principal, context }) => {
      const change = { workspaceId, userId };
      return (await removeFromWorkspace(principal, change, (await context()).client)) ?? noContent();
    },
  }),
});
