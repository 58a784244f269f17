import { revokeDevices } from "@/lib/server/devices";
import { revokeAllBody } from "@/lib/web/inputs";
import { json } from "@/lib/web/reply";
import { always, bearer, route } from "@/lib/web/route";
import { signedOut } from "@/lib/web/session-reply";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: bearer({
    fresh: always,
    body: revokeAllBody,
    handle: async ({ body, principal, visit }) => {
      const result = await revokeDevices(principal, body.scope, visit.requester);
      const endedHere = body.scope === "all" && visit.credentials.active?.userId === principal.user.id;
      return endedHere ? signedOut(visit, result) : json(result);
    },
  }),
});
