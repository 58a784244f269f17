import { approveDevice } from "@/lib/server/sign-in/device-links";
import { isFailure } from "@/lib/session/failure";
import { deviceLinkSchema } from "@/lib/session/view-schemas/device-link";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { deviceApprovalBody } from "@/lib/web/request/device-link-schemas";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Approve the device that asks",
    responses: { 200: deviceLinkSchema },
    errors: ["forbidden", "not_found", "device_link_closed"],
    requireRecentAuth: onEveryCall,
    body: deviceApprovalBody,
    handle: async ({ id, body: { requestId }, principal, context }) => {
      const result = await approveDevice(principal, { id, requestId }, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
