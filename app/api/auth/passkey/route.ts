import { signInWithPasskey } from "@/lib/server/sign-in/passkey-sign-in";
import { isFailure } from "@/lib/session/failure";
import { nextStepSchema } from "@/lib/session/view-schemas/sign-in";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { passkeySignInBody } from "@/lib/web/request/schemas";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Sign in with a passkey",
    responses: { 200: nextStepSchema },
    errors: ["invalid_credential", "account_disabled", "rate_limited", "too_many_accounts"],
    allowedWhileImpersonating: true,
    proof: "sign-in",
    body: passkeySignInBody,
    handle: async ({ body: { touchPoints, ...input }, context }) => {
      const result = await signInWithPasskey(input, (await context()).clientWith(touchPoints));
      return isFailure(result) ? result : stepResponse(result, await context());
    },
  }),
});
