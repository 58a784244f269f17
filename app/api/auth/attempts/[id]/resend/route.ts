import { resendEmailCode } from "@/lib/server/attempt-steps";
import { isFailure } from "@/lib/session/failure";
import { openAttemptSchema } from "@/lib/session/view-schemas/sign-in";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { empty } from "@/lib/web/request/schemas";
import { attemptResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Send another code",
    responses: { 200: openAttemptSchema },
    errors: ["not_found", "attempt_closed", "wrong_step", "rate_limited"],
    allowedWhileImpersonating: true,
    body: empty,
    handle: async ({ id, context }) => {
      const result = await resendEmailCode(id, (await context()).client);
      return isFailure(result) ? result : attemptResponse(result.attempt, await context(), 200);
    },
  }),
});
