import { signIn } from "@/lib/server/sign-in/sign-in";
import { isFailure } from "@/lib/session/failure";
import { nextStepSchema } from "@/lib/session/view-schemas/sign-in";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { refuseAnotherAccount } from "@/lib/web/request/accounts";
import { loginBody } from "@/lib/web/request/schemas";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Sign in with a password",
    responses: { 200: nextStepSchema },
    errors: ["invalid_credentials", "account_disabled", "rate_limited", "too_many_accounts"],
    allowedWhileImpersonating: true,
    proof: "sign-in",
    body: loginBody,
    handle: async ({ body: { touchPoints, ...input }, context }) => {
      const refusal = await refuseAnotherAccount((await context()).credentials, input.email);
      if (refusal) return refusal;
      const result = await signIn(input, (await context()).clientWith(touchPoints));
      return isFailure(result) ? result : stepResponse(result, await context(), 200);
    },
  }),
});
