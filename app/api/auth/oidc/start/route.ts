import { config } from "@/lib/server/config";
import { findPrincipal } from "@/lib/server/sessions/sessions";
import { startProviderSignIn } from "@/lib/server/sign-in/provider-sign-in";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { safeReturnTo } from "@/lib/session/login-url";
import { redirectSchema } from "@/lib/session/view-schemas/sign-in";
import { refusedOnLoginPage } from "@/lib/web/api/login-refusal";
import { publicEndpoint, route } from "@/lib/web/api/route";
import type { Credentials } from "@/lib/web/request/credentials";
import { providerStartResponse } from "@/lib/web/request/provider-responses";
import { providerStartBody } from "@/lib/web/request/schemas";

/** Sent by a script, or by a plain form, which works without JavaScript. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Begin to sign in at the identity provider; a form is led there",
    responses: { 200: redirectSchema, 303: null },
    errors: ["not_found", "not_authenticated", "rate_limited", "session_expired", "session_revoked"],
    allowedWhileImpersonating: true,
    refusals: refusedOnLoginPage,
    proof: "sign-in",
    body: providerStartBody,
    bodyTypes: ["json", "form"],
    handle: async ({ body: { reauthenticate, returnTo, ...body }, context, request }) => {
      if (!config().identityProvider) return fail("not_found");
      const { credentials, client } = await context();
      const expectedUserId = reauthenticate ? await findActiveUserId(credentials) : undefined;
      if (isFailure(expectedUserId)) return expectedUserId;
      const wish = { rememberMe: body.rememberMe, returnTo: safeReturnTo(returnTo), expectedUserId };
      const begun = await startProviderSignIn(wish, client);
      return isFailure(begun) ? begun : providerStartResponse(begun, request.headers, await context());
    },
  }),
});

/** @returns the user who is signed in on this browser; or `not_authenticated` */
async function findActiveUserId({ refresh, pendingSignOut }: Credentials): Promise<string | Failure> {
  const found = refresh && !pendingSignOut ? await findPrincipal(refresh.token) : null;
  return found && !("reason" in found) ? found.user.id : fail("not_authenticated");
}
