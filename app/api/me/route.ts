import { updateProfile } from "@/lib/server/account";
import { userView } from "@/lib/server/views";
import { isFailure } from "@/lib/session/failure";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { profileBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({ handle: async ({ principal }) => jsonResponse(userView(principal.user)) }),

  PATCH: authenticated({
    body: profileBody,
    handle: async ({ body, principal, context }) => {
      const { name, idleTimeout } = body;
      const changes = { name, idleTimeout: idleTimeout && idleTimeout * 1000 };
      const result = await updateProfile(principal, changes, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
