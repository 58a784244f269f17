import { approveDevice } from "@/lib/server/device-links";
import { isFailure } from "@/lib/session/failure";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { deviceApprovalBody } from "@/lib/web/request/device-link-schemas";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    requireRecentAuth: onEveryCall,
    body: deviceApprovalBody,
    handle: async ({ id, body: { requestId }, principal, context }) => {
      const result = await approveDevice(principal, { id, requestId }, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
