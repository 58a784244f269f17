import { changePassword } from "@/lib/server/account";
import { fail, isFailure } from "@/lib/session/failure";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { passwordBody } from "@/lib/web/request/schemas";
import { refreshResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    requireRecentAuth: onEveryCall,
    body: passwordBody,
    handle: async ({ body, principal, context }) => {
      const presented = context.credentials.refresh;
      if (!presented) return fail("not_authenticated");
      const result = await changePassword(principal, presented.token, body, context.client);
      return isFailure(result) ? result : refreshResponse(result, context);
    },
  }),
});
