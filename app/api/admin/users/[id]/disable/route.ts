import { setDisabled } from "@/lib/server/admin/admin";
import { isFailure } from "@/lib/session/failure";
import { adminUserSchema } from "@/lib/session/view-schemas/administration";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    role: "admin",
    summary: "Disable a user and end all their sessions",
    responses: { 200: adminUserSchema },
    errors: ["last_admin", "not_found"],
    requireRecentAuth: onEveryCall,
    allowedWhenStoreIsFull: true,
    body: empty,
    handle: async ({ id, principal, context }) => {
      const result = await setDisabled(principal, id, true, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
