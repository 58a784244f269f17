import { reauthenticate } from "@/lib/server/account";
import { fail, isFailure } from "@/lib/session/failure";
import { authenticated, route } from "@/lib/web/api/route";
import { reauthenticateBody } from "@/lib/web/request/schemas";
import { refreshResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    body: reauthenticateBody,
    handle: async ({ body, principal, context }) => {
      const presented = context.credentials.refresh;
      if (!presented) return fail("not_authenticated");
      const result = await reauthenticate(principal, presented.token, body.password, context.client);
      return isFailure(result) ? result : refreshResponse(result, context);
    },
  }),
});
