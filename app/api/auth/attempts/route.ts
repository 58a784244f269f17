import { beginSignIn } from "@/lib/server/sign-in/attempts";
import { isFailure } from "@/lib/session/failure";
import { openAttemptSchema } from "@/lib/session/view-schemas/sign-in";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { refuseAnotherAccount } from "@/lib/web/request/accounts";
import { attemptBody } from "@/lib/web/request/attempt-schemas";
import { attemptResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Begin a sign-in with an address",
    responses: { 201: openAttemptSchema },
    errors: ["rate_limited", "too_many_accounts"],
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
