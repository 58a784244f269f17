import { reauthenticate } from "@/lib/server/account";
import { isRefusal, refuse } from "@/lib/server/refusal";
import { bearer, route } from "@/lib/web/api/route";
import { reauthenticateBody } from "@/lib/web/request/schemas";
import { refreshed } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: bearer({
    body: reauthenticateBody,
    handle: async ({ body, principal, visit }) => {
      const presented = visit.credentials.refresh;
      if (!presented) return refuse("not_authenticated");
      const result = await reauthenticate(principal, presented.token, body.password, visit.requester);
      return isRefusal(result) ? result : refreshed(result, visit);
    },
  }),
});
