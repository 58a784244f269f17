import { config } from "@/lib/server/config";
import { takeLogoutToken } from "@/lib/server/sign-in/provider-logout";
import { fail } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { logoutTokenBody } from "@/lib/web/request/schemas";

/**
 * Called by the identity provider's server, which sends no cookies. The signature of the token is the credential; a form
 * that another site makes a browser send is refused before it is read.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "End what a logout token of the identity provider names",
    responses: { 200: null },
    errors: ["not_found"],
    allowedWhileImpersonating: true,
    body: logoutTokenBody,
    bodyTypes: ["form"],
    handle: async ({ body }) => {
      if (!config().identityProvider) return fail("not_found");
      return (await takeLogoutToken(body.logout_token)) ?? jsonResponse(undefined);
    },
  }),
});
