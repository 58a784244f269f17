import { submitPasskey } from "@/lib/server/sign-in/passkey-sign-in";
import { isFailure } from "@/lib/session/failure";
import { nextStepSchema } from "@/lib/session/view-schemas/sign-in";
import { PROOF_STEP_ERRORS } from "@/lib/web/api/attempt-errors";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { credentialBody } from "@/lib/web/request/schemas";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Give a passkey",
    responses: { 200: nextStepSchema },
    errors: ["invalid_credential", ...PROOF_STEP_ERRORS],
    allowedWhileImpersonating: true,
    proof: "sign-in",
    body: credentialBody,
    handle: async ({ id, body: { credential, touchPoints }, context }) => {
      const result = await submitPasskey(id, credential, (await context()).clientWith(touchPoints));
      return isFailure(result) ? result : stepResponse(result, await context());
    },
  }),
});
