import { createDeviceLink } from "@/lib/server/sign-in/device-links";
import { isFailure } from "@/lib/session/failure";
import { newDeviceLinkSchema } from "@/lib/session/view-schemas/device-link";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Make a link that adds a device",
    responses: { 201: newDeviceLinkSchema },
    errors: ["forbidden", "rate_limited"],
    requireRecentAuth: onEveryCall,
    body: empty,
    secretAnswer: true,
    handle: async ({ principal }) => {
      const result = await createDeviceLink(principal);
      return isFailure(result) ? result : jsonResponse(result, { status: 201 });
    },
  }),
});
