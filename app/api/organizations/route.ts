import { createOrganization, listMemberships } from "@/lib/server/organizations/organizations";
import { isFailure } from "@/lib/session/failure";
import { authenticated, route } from "@/lib/web/api/route";
import { namedBody } from "@/lib/web/request/organization-schemas";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    handle: async ({ principal }) => jsonResponse({ memberships: await listMemberships(principal.user.id) }),
  }),

  POST: authenticated({
    body: namedBody,
    handle: async ({ body, principal, context }) => {
      const result = await createOrganization(principal, body, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result, { status: 201 });
    },
  }),
});
