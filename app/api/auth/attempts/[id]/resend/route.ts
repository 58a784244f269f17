import { resendEmailCode } from "@/lib/server/sign-in/attempt-steps";
import { isFailure } from "@/lib/session/failure";
import { openAttemptSchema } from "@/lib/session/view-schemas/sign-in";
import { STEP_ERRORS } from "@/lib/web/api/attempt-errors";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { empty } from "@/lib/web/request/schemas";
import { attemptResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Send another code",
    responses: { 200: openAttemptSchema },
    errors: STEP_ERRORS,
    allowedWhileImpersonating: true,
    body: empty,
    handle: async ({ id, context }) => {
      const result = await resendEmailCode(id, (await context()).client);
      return isFailure(result) ? result : attemptResponse(result.attempt, await context(), 200);
    },
  }),
});
