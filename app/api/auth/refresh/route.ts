import { refresh } from "@/lib/server/refresh";
import { fail, isFailure } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { refreshBody } from "@/lib/web/request/schemas";
import { refreshResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    body: refreshBody,
    handle: async ({ body, context }) => {
      const presented = context.credentials.refresh;
      if (!presented) return fail("not_authenticated");
      const result = await refresh(presented.token, { userId: body.expectedUserId }, context.client);
      return isFailure(result) ? result : refreshResponse(result, context);
    },
  }),
});
