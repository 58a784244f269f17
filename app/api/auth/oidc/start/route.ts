import { config } from "@/lib/server/config";
import { startProviderSignIn } from "@/lib/server/provider-sign-in";
import { fail, isFailure } from "@/lib/session/failure";
import { safeReturnTo } from "@/lib/session/login-url";
import { refusedOnLoginPage } from "@/lib/web/api/refusal-page";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { providerStartResponse } from "@/lib/web/request/provider-responses";
import { providerStartBody } from "@/lib/web/request/schemas";

/** Sent by a script, or by a plain form, which works without JavaScript. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: refusedOnLoginPage(
    publicEndpoint({
      allowedWhileImpersonating: true,
      proof: "sign-in",
      body: providerStartBody,
      bodyTypes: ["json", "form"],
      handle: async ({ body: { returnTo, rememberMe }, context, request }) => {
        if (!config().identityProvider) return fail("not_found");
        const wish = { returnTo: safeReturnTo(returnTo), rememberMe };
        const begun = await startProviderSignIn(wish, (await context()).client);
        return isFailure(begun) ? begun : providerStartResponse(begun, request.headers, await context());
      },
    }),
  ),
});
