import { chooseActive } from "@/lib/server/organizations/active-organization";
import { toActivationView } from "@/lib/server/sessions/grant";
import { isFailure } from "@/lib/session/failure";
import { activationSchema } from "@/lib/session/view-schemas/session";
import { authenticated, route, withRefreshCookie } from "@/lib/web/api/route";
import { activeOrganizationBody } from "@/lib/web/request/schemas";
import { refreshResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Choose the organization that the session works in",
    responses: { 200: activationSchema },
    errors: ["not_found", "session_expired", "session_mismatch", "superseded", "rate_limited"],
    proof: "rotation",
    allowedWhileImpersonating: true,
    secretAnswer: true,
    body: activeOrganizationBody,
    handle: withRefreshCookie(async ({ body, principal, context, refreshToken }) => {
      const { client } = await context();
      const result = await chooseActive(principal, refreshToken, body, client);
      return isFailure(result) ? result : refreshResponse(result, await context(), toActivationView);
    }),
  }),
});
