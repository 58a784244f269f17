import { createOrganization, listMemberships } from "@/lib/server/organizations/organizations";
import { isFailure } from "@/lib/session/failure";
import { membershipListSchema, membershipSchema } from "@/lib/session/view-schemas/organization";
import { authenticated, route } from "@/lib/web/api/route";
import { namedBody } from "@/lib/web/request/organization-schemas";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    summary: "List one's own memberships",
    responses: { 200: membershipListSchema },
    handle: async ({ principal }) => jsonResponse({ memberships: await listMemberships(principal.user.id) }),
  }),

  POST: authenticated({
    summary: "Make an organization",
    responses: { 201: membershipSchema },
    errors: ["slug_taken", "rate_limited"],
    body: namedBody,
    handle: async ({ body, principal, context }) => {
      const result = await createOrganization(principal, body, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result, { status: 201 });
    },
  }),
});
