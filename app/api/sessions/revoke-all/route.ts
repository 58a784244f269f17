import { revokeDevices } from "@/lib/server/devices";
import { revokeAllBody } from "@/lib/web/inputs";
import { json } from "@/lib/web/reply";
import { always, bearer, route } from "@/lib/web/route";

/** Cookies stay, also with `all`: they are good for nothing any more but to tell the next page why. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: bearer({
    fresh: always,
    body: revokeAllBody,
    handle: async ({ body, principal, visit }) =>
      json(await revokeDevices(principal, body.scope, visit.requester)),
  }),
});
