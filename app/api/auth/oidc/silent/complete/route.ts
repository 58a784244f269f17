import { config } from "@/lib/server/config";
import { finishSilentSignIn } from "@/lib/server/silent-sign-in";
import { fail, isFailure } from "@/lib/session/failure";
import { publicEndpoint, route, withRefreshCookie } from "@/lib/web/api/route";
import { silentAnswerBody } from "@/lib/web/request/schemas";
import { signInResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    proof: "sign-in",
    body: silentAnswerBody,
    handle: withRefreshCookie(async ({ body, context, refreshToken }) => {
      if (!config().identityProvider) return fail("not_found");
      const result = await finishSilentSignIn(body, refreshToken, (await context()).client);
      return isFailure(result) ? result : signInResponse(result, await context(), 200);
    }),
  }),
});
