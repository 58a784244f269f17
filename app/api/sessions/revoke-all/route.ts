import { revokeDevices } from "@/lib/server/session-list";
import { always, bearer, route } from "@/lib/web/api/route";
import { json } from "@/lib/web/request/responses";
import { revokeAllBody } from "@/lib/web/request/schemas";

/** Cookies stay, also with `all`: they are good for nothing any more but to tell the next page why. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: bearer({
    fresh: always,
    body: revokeAllBody,
    handle: async ({ body, principal, visit }) =>
      json(await revokeDevices(principal, body.scope, visit.requester)),
  }),
});
