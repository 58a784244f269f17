import { revokeAllOf } from "@/lib/server/admin/admin";
import { isFailure } from "@/lib/session/failure";
import { revokedCountSchema } from "@/lib/session/view-schemas/session";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { revokeAllBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    role: "admin",
    summary: "End the sessions of a user",
    responses: { 200: revokedCountSchema },
    errors: ["not_found"],
    requireRecentAuth: onEveryCall,
    allowedWhenStoreIsFull: true,
    body: revokeAllBody,
    handle: async ({ id, body, principal, context }) => {
      const result = await revokeAllOf(
        principal,
        { userId: id, scope: body.scope },
        (await context()).client,
      );
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
