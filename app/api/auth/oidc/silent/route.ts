import { config } from "@/lib/server/config";
import { startSilentSignIn } from "@/lib/server/sign-in/silent-sign-in";
import { fail, isFailure } from "@/lib/session/failure";
import { silentFrameSchema } from "@/lib/session/view-schemas/sign-in";
import { publicEndpoint, route, withRefreshCookie } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Begin to sign in again without the user",
    responses: { 200: silentFrameSchema },
    errors: ["not_found", "login_required", "rate_limited", "session_expired"],
    body: empty,
    handle: withRefreshCookie(async ({ context, refreshToken }) => {
      if (!config().identityProvider) return fail("not_found");
      const result = await startSilentSignIn(refreshToken, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    }),
  }),
});
