import { submitPasskey } from "@/lib/server/passkey-sign-in";
import { isFailure } from "@/lib/session/failure";
import { nextStepSchema } from "@/lib/session/view-schemas/sign-in";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { credentialBody } from "@/lib/web/request/schemas";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Give a passkey",
    responses: { 200: nextStepSchema },
    errors: [
      "invalid_credential",
      "account_disabled",
      "not_found",
      "attempt_closed",
      "wrong_step",
      "rate_limited",
      "too_many_accounts",
    ],
    allowedWhileImpersonating: true,
    proof: "sign-in",
    body: credentialBody,
    handle: async ({ id, body: { credential, touchPoints }, context }) => {
      const result = await submitPasskey(id, credential, (await context()).clientWith(touchPoints));
      return isFailure(result) ? result : stepResponse(result, await context());
    },
  }),
});
