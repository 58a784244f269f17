import { renameDevice, revokeDevice } from "@/lib/server/devices";
import { isRefusal } from "@/lib/server/refusal";
import { empty, renameBody } from "@/lib/web/inputs";
import { json, noContent } from "@/lib/web/reply";
import { bearer, route } from "@/lib/web/route";
import { signedOut } from "@/lib/web/session-reply";

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
