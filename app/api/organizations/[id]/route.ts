import { organizationView } from "@/lib/server/organizations/organization-views";
import { deleteOrganization, updateOrganization } from "@/lib/server/organizations/organizations";
import { isFailure } from "@/lib/session/failure";
import { organizationSchema } from "@/lib/session/view-schemas/organization";
import { organizationEndpoint } from "@/lib/web/api/organization-route";
import { route } from "@/lib/web/api/route";
import { organizationBody } from "@/lib/web/request/organization-schemas";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: organizationEndpoint({
    summary: "Read an organization",
    responses: { 200: organizationSchema },
    action: "organization.read",
    handle: async ({ principal }) => jsonResponse(organizationView(principal.organization)),
  }),

  PATCH: organizationEndpoint({
    summary: "Change an organization",
    responses: { 200: organizationSchema },
    errors: ["slug_taken", "rate_limited"],
    action: "organization.update",
    body: organizationBody,
    handle: async ({ body: { branding, ...changes }, principal, context }) => {
      const result = await updateOrganization(
        principal,
        { ...changes, ...branding },
        (await context()).client,
      );
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),

  DELETE: organizationEndpoint({
    summary: "Delete an organization",
    responses: { 204: null },
    action: "organization.delete",
    requireRecentAuth: true,
    body: empty,
    handle: async ({ principal, context }) => {
      const failure = await deleteOrganization(principal, (await context()).client);
      return failure ?? jsonResponse(undefined, { status: 204 });
    },
  }),
});
