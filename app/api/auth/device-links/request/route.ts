import { requestDevice } from "@/lib/server/sign-in/device-sign-in";
import { isFailure } from "@/lib/session/failure";
import { deviceLinkOfferSchema } from "@/lib/session/view-schemas/device-link";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { linkBody } from "@/lib/web/request/attempt-schemas";
import { jsonResponse } from "@/lib/web/request/responses";
import { attemptCookiesFor } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Ask for this browser to be added",
    responses: { 200: deviceLinkOfferSchema },
    errors: ["invalid_ticket", "rate_limited"],
    allowedWhileImpersonating: true,
    body: linkBody,
    handle: async ({ body: { ticket, touchPoints }, context }) => {
      const found = await context();
      const result = await requestDevice(ticket, found.clientWith(touchPoints));
      if (isFailure(result)) return result;
      return jsonResponse(result.offer, { cookies: await attemptCookiesFor(result.key, found) });
    },
  }),
});
