import { sendEmailCode } from "@/lib/server/sign-in/attempt-steps";
import { isFailure } from "@/lib/session/failure";
import { nextStepSchema } from "@/lib/session/view-schemas/sign-in";
import { STEP_ERRORS } from "@/lib/web/api/attempt-errors";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { empty } from "@/lib/web/request/schemas";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Send a code to the address",
    responses: { 200: nextStepSchema },
    errors: STEP_ERRORS,
    allowedWhileImpersonating: true,
    body: empty,
    handle: async ({ id, context }) => {
      const result = await sendEmailCode(id, (await context()).client);
      return isFailure(result) ? result : stepResponse(result, await context());
    },
  }),
});
