import { changePassword } from "@/lib/server/account";
import { isRefusal, refuse } from "@/lib/server/refusal";
import { always, bearer, route } from "@/lib/web/api/route";
import { passwordBody } from "@/lib/web/request/schemas";
import { refreshed } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: bearer({
    fresh: always,
    body: passwordBody,
    handle: async ({ body, principal, visit }) => {
      const presented = visit.credentials.refresh;
      if (!presented) return refuse("not_authenticated");
      const result = await changePassword(principal, presented.token, body, visit.requester);
      return isRefusal(result) ? result : refreshed(result, visit);
    },
  }),
});
