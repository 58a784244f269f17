import { cancelDeviceLink, describeDeviceLink } from "@/lib/server/sign-in/device-links";
import { isFailure } from "@/lib/session/failure";
import { deviceLinkSchema } from "@/lib/session/view-schemas/device-link";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse, noContent } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    summary: "Read a link of this session",
    responses: { 200: deviceLinkSchema },
    errors: ["not_found"],
    handle: async ({ id, principal }) => {
      const result = await describeDeviceLink(principal, id);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),

  DELETE: authenticated({
    summary: "Call a link off",
    responses: { 204: null },
    errors: ["not_found", "device_link_closed"],
    allowedWhenStoreIsFull: true,
    body: empty,
    handle: async ({ id, principal }) => (await cancelDeviceLink(principal, id)) ?? noContent(),
  }),
});
