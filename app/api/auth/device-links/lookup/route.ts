import { describeDeviceOffer } from "@/lib/server/sign-in/device-sign-in";
import { isFailure } from "@/lib/session/failure";
import { deviceLinkOfferSchema } from "@/lib/session/view-schemas/device-link";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { linkBody } from "@/lib/web/request/attempt-schemas";
import { jsonResponse } from "@/lib/web/request/responses";

/** It changes nothing, and is no GET: the secret must stand in no address. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Read a link as the new device",
    responses: { 200: deviceLinkOfferSchema },
    errors: ["invalid_ticket", "rate_limited"],
    allowedWhileImpersonating: true,
    body: linkBody,
    handle: async ({ body: { ticket }, context }) => {
      const result = await describeDeviceOffer(ticket, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
