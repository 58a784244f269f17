import { beginSignIn } from "@/lib/server/attempts";
import { isFailure } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { refuseAnotherAccount } from "@/lib/web/request/accounts";
import { attemptBody } from "@/lib/web/request/attempt-schemas";
import { attemptResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    allowedWhileImpersonating: true,
    body: attemptBody,
    handle: async ({ body: { email, rememberMe }, context }) => {
      const refusal = await refuseAnotherAccount((await context()).credentials, email);
      if (refusal) return refusal;
      const result = await beginSignIn({ email, rememberMe }, (await context()).client);
      return isFailure(result) ? result : attemptResponse(result, await context(), 201);
    },
  }),
});
