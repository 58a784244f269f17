import { reauthenticate } from "@/lib/server/account";
import { isRefusal, refuse } from "@/lib/server/refusal";
import { reauthenticateBody } from "@/lib/web/inputs";
import { bearer, route } from "@/lib/web/route";
import { refreshed } from "@/lib/web/session-reply";

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
