import { removeMember, setMemberRole } from "@/lib/server/organizations/members";
import { isFailure } from "@/lib/session/failure";
import { mayAppoint } from "@/lib/session/organizations/organization-permissions";
import { memberSchema } from "@/lib/session/view-schemas/organization";
import { organizationEndpoint } from "@/lib/web/api/organization-route";
import { route } from "@/lib/web/api/route";
import { memberRoleBody } from "@/lib/web/request/organization-schemas";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PATCH: organizationEndpoint({
    summary: "Change the role of a member",
    responses: { 200: memberSchema },
    errors: ["last_owner", "rate_limited"],
    action: "members.change",
    requireRecentAuth: ({ role }) => mayAppoint(role),
    body: memberRoleBody,
    handle: async ({ body, userId, principal, context }) => {
      const result = await setMemberRole(principal, { userId, ...body }, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),

  // Any member may leave; the decision asks for more to remove another.
  DELETE: organizationEndpoint({
    summary: "Remove a member, or leave",
    responses: { 204: null },
    errors: ["last_owner", "rate_limited"],
    action: "members.leave",
    allowedWhenStoreIsFull: true,
    body: empty,
    handle: async ({ userId, principal, context }) => {
      const failure = await removeMember(principal, userId, (await context()).client);
      return failure ?? jsonResponse(undefined, { status: 204 });
    },
  }),
});
