import { startTotpStep } from "@/lib/server/sign-in/second-factor-steps";
import { isFailure } from "@/lib/session/failure";
import { totpSetupSchema } from "@/lib/session/view-schemas/sign-in";
import { STEP_ERRORS } from "@/lib/web/api/attempt-errors";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Begin to set an authenticator app up",
    responses: { 200: totpSetupSchema },
    errors: STEP_ERRORS,
    allowedWhileImpersonating: true,
    body: empty,
    handle: async ({ id, context }) => {
      const result = await startTotpStep(id, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
