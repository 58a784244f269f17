import { config } from "@/lib/server/config";
import { finishSilentSignIn } from "@/lib/server/sign-in/silent-sign-in";
import { fail, isFailure } from "@/lib/session/failure";
import { signInSchema } from "@/lib/session/view-schemas/session";
import { publicEndpoint, route, withRefreshCookie } from "@/lib/web/api/route";
import { silentAnswerBody } from "@/lib/web/request/schemas";
import { signInResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Take the provider's answer to a silent request",
    responses: { 200: signInSchema },
    errors: [
      "not_found",
      "login_required",
      "session_mismatch",
      "account_disabled",
      "rate_limited",
      "session_expired",
    ],
    proof: "sign-in",
    body: silentAnswerBody,
    handle: withRefreshCookie(async ({ body, context, refreshToken }) => {
      if (!config().identityProvider) return fail("not_found");
      const result = await finishSilentSignIn(body, refreshToken, (await context()).client);
      return isFailure(result) ? result : signInResponse(result, await context(), 200);
    }),
  }),
});
