import { requestPasswordReset } from "@/lib/server/account/password-reset";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { resetRequestBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Ask for a link to set a new password",
    responses: { 202: null },
    errors: ["rate_limited"],
    body: resetRequestBody,
    handle: async ({ body, context }) =>
      (await requestPasswordReset(body.email, (await context()).client)) ??
      jsonResponse(undefined, { status: 202 }),
  }),
});
