import { createWorkspace, listWorkspaces } from "@/lib/server/organizations/workspaces";
import { isFailure } from "@/lib/session/failure";
import { workspaceListSchema, workspaceSchema } from "@/lib/session/view-schemas/organization";
import { organizationEndpoint } from "@/lib/web/api/organization-route";
import { route } from "@/lib/web/api/route";
import { namedBody } from "@/lib/web/request/organization-schemas";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: organizationEndpoint({
    summary: "List the workspaces",
    responses: { 200: workspaceListSchema },
    action: "workspaces.read",
    handle: async ({ principal }) => jsonResponse({ workspaces: await listWorkspaces(principal) }),
  }),

  POST: organizationEndpoint({
    summary: "Make a workspace",
    responses: { 201: workspaceSchema },
    errors: ["slug_taken", "rate_limited"],
    action: "workspaces.change",
    body: namedBody,
    handle: async ({ body, principal, context }) => {
      const result = await createWorkspace(principal, body, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result, { status: 201 });
    },
  }),
});
