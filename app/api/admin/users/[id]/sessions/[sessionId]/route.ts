import { revokeSessionOf } from "@/lib/server/admin/admin";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { noContent } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  DELETE: authenticated({
    role: "admin",
    summary: "End a session of a user",
    responses: { 204: null },
    errors: ["not_found"],
    requireRecentAuth: onEveryCall,
    allowedWhenStoreIsFull: true,
    body: empty,
    handle: async ({ id, sessionId, principal, context }) => {
      const refusal = await revokeSessionOf(principal, { userId: id, sessionId }, (await context()).client);
      return refusal ?? noContent();
    },
  }),
});
