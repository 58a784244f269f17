import { renameSession, revokeSession } from "@/lib/server/sessions/session-list";
import { isFailure } from "@/lib/session/failure";
import { sessionSchema } from "@/lib/session/view-schemas/session";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty, renameBody } from "@/lib/web/request/schemas";
import { signOutAccountResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PATCH: authenticated({
    summary: "Name a device",
    responses: { 200: sessionSchema },
    errors: ["not_found", "rate_limited"],
    body: renameBody,
    handle: async ({ body, id, principal, context }) => {
      const result = await renameSession(principal, id, body.label, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),

  DELETE: authenticated({
    summary: "Sign a device out",
    responses: { 204: null },
    errors: ["not_found"],
    allowedBeforeDeletion: true,
    allowedWhenStoreIsFull: true,
    // Signing out this device never needs a recent authentication.
    requireRecentAuth: (id, { session }) => id !== session.id,
    body: empty,
    handle: async ({ id, principal, context }) => {
      const refusal = await revokeSession(principal, id, (await context()).client);
      if (refusal) return refusal;
      return signOutAccountResponse(await context(), id);
    },
  }),
});
