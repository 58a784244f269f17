import { isRefusal } from "@/lib/server/refusal";
import { renameDevice, revokeDevice } from "@/lib/server/session-list";
import { bearer, route } from "@/lib/web/api/route";
import { json, noContent } from "@/lib/web/request/responses";
import { empty, renameBody } from "@/lib/web/request/schemas";
import { signedOut } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PATCH: bearer({
    body: renameBody,
    handle: async ({ body, id, principal, visit }) => {
      const result = await renameDevice(principal, id, body.label, visit.requester);
      return isRefusal(result) ? result : json(result);
    },
  }),

  DELETE: bearer({
    // Signing out this very device never asks.
    fresh: (id, { session }) => id !== session.id,
    body: empty,
    handle: async ({ id, principal, visit }) => {
      const refusal = await revokeDevice(principal, id, visit.requester);
      if (refusal) return refusal;
      return id === visit.credentials.active?.sessionId ? signedOut(visit) : noContent();
    },
  }),
});
