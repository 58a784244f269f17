import { revokeSessions } from "@/lib/server/sessions/session-list";
import { isFailure } from "@/lib/session/failure";
import { revokedCountSchema } from "@/lib/session/view-schemas/session";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { revokeAllBody } from "@/lib/web/request/schemas";

/**
 * The cookies stay, also with `all`: they no longer give access, but let the next page explain why the session ended.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Sign out the other devices, or all",
    responses: { 200: revokedCountSchema },
    allowedBeforeDeletion: true,
    allowedWhenStoreIsFull: true,
    requireRecentAuth: onEveryCall,
    body: revokeAllBody,
    handle: async ({ body, principal, context }) => {
      const result = await revokeSessions(principal, body.scope, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
