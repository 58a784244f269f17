import { changePassword } from "@/lib/server/account";
import { isRefusal, refuse } from "@/lib/server/refusal";
import { passwordBody } from "@/lib/web/inputs";
import { always, bearer, route } from "@/lib/web/route";
import { refreshed } from "@/lib/web/session-reply";

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
