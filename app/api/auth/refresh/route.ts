import { isRefusal, refuse } from "@/lib/server/refusal";
import { refresh } from "@/lib/server/sessions";
import { open, route } from "@/lib/web/api/route";
import { refreshBody } from "@/lib/web/request/schemas";
import { refreshed } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: open({
    body: refreshBody,
    handle: async ({ body, visit }) => {
      const presented = visit.credentials.refresh;
      if (!presented) return refuse("not_authenticated");
      const result = await refresh(presented.token, { userId: body.expectedUserId }, visit.requester);
      return isRefusal(result) ? result : refreshed(result, visit);
    },
  }),
});
