import { submitSecondFactorCode } from "@/lib/server/sign-in/second-factor-steps";
import { isFailure } from "@/lib/session/failure";
import { nextStepSchema } from "@/lib/session/view-schemas/sign-in";
import { CODE_STEP_ERRORS } from "@/lib/web/api/attempt-errors";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { attemptCodeBody } from "@/lib/web/request/attempt-schemas";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Give a code of the authenticator app",
    responses: { 200: nextStepSchema },
    errors: CODE_STEP_ERRORS,
    allowedWhileImpersonating: true,
    proof: "sign-in",
    body: attemptCodeBody,
    handle: async ({ id, body: { code, touchPoints }, context }) => {
      const client = (await context()).clientWith(touchPoints);
      const result = await submitSecondFactorCode(id, "totp", code, client);
      return isFailure(result) ? result : stepResponse(result, await context());
    },
  }),
});
