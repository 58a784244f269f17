import { sendEmailCode } from "@/lib/server/attempt-steps";
import { isFailure } from "@/lib/session/failure";
import { nextStepSchema } from "@/lib/session/view-schemas/sign-in";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { empty } from "@/lib/web/request/schemas";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Send a code to the address",
    responses: { 200: nextStepSchema },
    errors: ["not_found", "attempt_closed", "wrong_step", "rate_limited"],
    allowedWhileImpersonating: true,
    body: empty,
    handle: async ({ id, context }) => {
      const result = await sendEmailCode(id, (await context()).client);
      return isFailure(result) ? result : stepResponse(result, await context());
    },
  }),
});
