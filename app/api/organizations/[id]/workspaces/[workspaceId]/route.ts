import { deleteWorkspace } from "@/lib/server/organizations/workspaces";
import { organizationEndpoint } from "@/lib/web/api/organization-route";
import { route } from "@/lib/web/api/route";
import { noContent } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  DELETE: organizationEndpoint({
    summary: "Delete a workspace",
    responses: { 204: null },
    errors: ["rate_limited"],
    action: "workspaces.change",
    body: empty,
    handle: async ({ workspaceId, principal, context }) =>
      (await deleteWorkspace(principal, workspaceId, (await context()).client)) ?? noContent(),
  }),
});
