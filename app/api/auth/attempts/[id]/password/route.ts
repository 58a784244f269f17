import { submitPassword } from "@/lib/server/sign-in/attempt-steps";
import { isFailure } from "@/lib/session/failure";
import { nextStepSchema } from "@/lib/session/view-schemas/sign-in";
import { PROOF_STEP_ERRORS } from "@/lib/web/api/attempt-errors";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { attemptPasswordBody } from "@/lib/web/request/attempt-schemas";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Give the password",
    responses: { 200: nextStepSchema },
    errors: ["invalid_credentials", ...PROOF_STEP_ERRORS],
    allowedWhileImpersonating: true,
    proof: "sign-in",
    body: attemptPasswordBody,
    handle: async ({ id, body: { password, touchPoints }, context }) => {
      const result = await submitPassword(id, password, (await context()).clientWith(touchPoints));
      return isFailure(result) ? result : stepResponse(result, await context());
    },
  }),
});
