import { setRolesOf } from "@/lib/server/admin/admin";
import { isFailure } from "@/lib/session/failure";
import { userSchema } from "@/lib/session/view-schemas/values";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { rolesBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PUT: authenticated({
    role: "admin",
    summary: "Replace the roles of a user",
    responses: { 200: userSchema },
    errors: ["last_admin", "not_found"],
    requireRecentAuth: onEveryCall,
    body: rolesBody,
    handle: async ({ body, id, principal, context }) => {
      const result = await setRolesOf(principal, id, body.roles, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
