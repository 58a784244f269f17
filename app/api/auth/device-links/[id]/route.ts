import { cancelDeviceLink, describeDeviceLink } from "@/lib/server/device-links";
import { isFailure } from "@/lib/session/failure";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse, noContent } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    handle: async ({ id, principal }) => {
      const result = await describeDeviceLink(principal, id);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),

  DELETE: authenticated({
    body: empty,
    handle: async ({ id, principal }) => (await cancelDeviceLink(principal, id)) ?? noContent(),
  }),
});
