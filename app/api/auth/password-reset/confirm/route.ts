import { confirmPasswordReset } from "@/lib/server/account/password-reset";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { noContent } from "@/lib/web/request/responses";
import { resetBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Set a new password with the link",
    responses: { 204: null },
    errors: ["invalid_ticket", "second_factor_required", "invalid_code", "factor_locked", "rate_limited"],
    body: resetBody,
    handle: async ({ body, context }) =>
      (await confirmPasswordReset(body, (await context()).client)) ?? noContent(),
  }),
});
