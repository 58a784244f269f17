import { submitEmailCode } from "@/lib/server/attempt-steps";
import { isFailure } from "@/lib/session/failure";
import { nextStepSchema } from "@/lib/session/view-schemas/sign-in";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { attemptCodeBody } from "@/lib/web/request/attempt-schemas";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Give the code that was sent",
    responses: { 200: nextStepSchema },
    errors: [
      "invalid_code",
      "account_disabled",
      "email_taken",
      "challenge_closed",
      "not_found",
      "attempt_closed",
      "wrong_step",
      "rate_limited",
      "too_many_accounts",
    ],
    allowedWhileImpersonating: true,
    proof: "sign-in",
    body: attemptCodeBody,
    handle: async ({ id, body: { code, touchPoints }, context }) => {
      const result = await submitEmailCode(id, code, (await context()).clientWith(touchPoints));
      return isFailure(result) ? result : stepResponse(result, await context());
    },
  }),
});
