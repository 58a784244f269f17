import { signUp } from "@/lib/server/sign-in/sign-in";
import { isFailure } from "@/lib/session/failure";
import { nextStepSchema } from "@/lib/session/view-schemas/sign-in";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { refuseAnotherAccount } from "@/lib/web/request/accounts";
import { signUpBody } from "@/lib/web/request/schemas";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Sign up",
    responses: { 200: nextStepSchema, 201: nextStepSchema },
    errors: ["email_taken", "rate_limited", "too_many_accounts"],
    allowedWhileImpersonating: true,
    proof: "sign-in",
    body: signUpBody,
    handle: async ({ body: { touchPoints, ...input }, context }) => {
      const refusal = await refuseAnotherAccount((await context()).credentials, input.email);
      if (refusal) return refusal;
      const result = await signUp(input, (await context()).clientWith(touchPoints));
      return isFailure(result) ? result : stepResponse(result, await context(), 201);
    },
  }),
});
