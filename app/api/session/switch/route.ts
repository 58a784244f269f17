import { isFailure } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { switchTo } from "@/lib/web/request/accounts";
import { switchBody } from "@/lib/web/request/schemas";
import { switchResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    proof: "rotation",
    allowedWhileImpersonating: true,
    body: switchBody,
    handle: async ({ body, context }) => {
      const result = await switchTo(body.sessionId, await context());
      return isFailure(result) ? result : switchResponse(result, await context());
    },
  }),
});
