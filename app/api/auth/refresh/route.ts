import { isRefusal, refuse } from "@/lib/server/refusal";
import { refresh } from "@/lib/server/sessions";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { refreshBody } from "@/lib/web/request/schemas";
import { refreshResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    body: refreshBody,
    handle: async ({ body, context }) => {
      const presented = context.credentials.refresh;
      if (!presented) return refuse("not_authenticated");
      const result = await refresh(presented.token, { userId: body.expectedUserId }, context.client);
      return isRefusal(result) ? result : refreshResponse(result, context);
    },
  }),
});
