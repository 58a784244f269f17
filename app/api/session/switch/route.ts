import { switchAccount } from "@/lib/server/browser-accounts";
import { fail, isFailure } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { heldSignIns } from "@/lib/web/request/accounts";
import { switchBody } from "@/lib/web/request/schemas";
import { switchResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    allowedWhileImpersonating: true,
    body: switchBody,
    handle: async ({ body, context }) => {
      const { credentials, client } = await context();
      const signIn = heldSignIns(credentials).find(({ sessionId }) => sessionId === body.sessionId);
      const result = signIn ? await switchAccount(signIn, client) : fail("not_found");
      return isFailure(result) ? result : switchResponse(result, await context());
    },
  }),
});
