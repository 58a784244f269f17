import { revokeAllOf } from "@/lib/server/admin";
import { isRefusal } from "@/lib/server/refusal";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    role: "admin",
    requireRecentAuth: onEveryCall,
    body: empty,
    handle: async ({ id, principal, context }) => {
      const result = await revokeAllOf(principal, id, context.client);
      return isRefusal(result) ? result : jsonResponse(result);
    },
  }),
});
