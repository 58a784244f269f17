import { submitProfile } from "@/lib/server/sign-in/attempt-steps";
import { isFailure } from "@/lib/session/failure";
import { nextStepSchema } from "@/lib/session/view-schemas/sign-in";
import { LAST_STEP_ERRORS } from "@/lib/web/api/attempt-errors";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { attemptProfileBody } from "@/lib/web/request/attempt-schemas";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Give what a sign-up still lacks",
    responses: { 200: nextStepSchema },
    errors: ["email_taken", ...LAST_STEP_ERRORS],
    allowedWhileImpersonating: true,
    proof: "sign-in",
    body: attemptProfileBody,
    handle: async ({ id, body: { touchPoints, ...fields }, context }) => {
      const result = await submitProfile(id, fields, (await context()).clientWith(touchPoints));
      return isFailure(result) ? result : stepResponse(result, await context());
    },
  }),
});
