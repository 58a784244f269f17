import { updateProfile } from "@/lib/server/account";
import { scheduleDeletion } from "@/lib/server/account-deletion";
import { userView } from "@/lib/server/views";
import { isFailure } from "@/lib/session/failure";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty, profileBody } from "@/lib/web/request/schemas";

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

  /** The cookies stay: they give no access any more, but let the next page explain why the session ended. */
  DELETE: authenticated({
    requireRecentAuth: onEveryCall,
    body: empty,
    handle: async ({ principal, context }) => {
      const result = await scheduleDeletion(principal, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
