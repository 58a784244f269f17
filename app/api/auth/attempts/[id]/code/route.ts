import { submitEmailCode } from "@/lib/server/sign-in/attempt-steps";
import { isFailure } from "@/lib/session/failure";
import { nextStepSchema } from "@/lib/session/view-schemas/sign-in";
import { PROOF_STEP_ERRORS } from "@/lib/web/api/attempt-errors";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { attemptCodeBody } from "@/lib/web/request/attempt-schemas";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Give the code that was sent",
    responses: { 200: nextStepSchema },
    errors: ["invalid_code", "email_taken", "challenge_closed", ...PROOF_STEP_ERRORS],
    allowedWhileImpersonating: true,
    proof: "sign-in",
    body: attemptCodeBody,
    handle: async ({ id, body: { code, touchPoints }, context }) => {
      const result = await submitEmailCode(id, code, (await context()).clientWith(touchPoints));
      return isFailure(result) ? result : stepResponse(result, await context());
    },
  }),
});
