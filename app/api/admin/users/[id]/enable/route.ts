import { setDisabled } from "@/lib/server/admin";
import { isFailure } from "@/lib/session/failure";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    role: "admin",
    requireRecentAuth: onEveryCall,
    body: empty,
    handle: async ({ id, principal, context }) => {
      const result = await setDisabled(principal, id, false, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
