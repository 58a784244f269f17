import { requestPasswordReset } from "@/lib/server/password-reset";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { resetRequestBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    body: resetRequestBody,
    handle: async ({ body, context }) =>
      (await requestPasswordReset(body.email, (await context()).client)) ??
      jsonResponse(undefined, { status: 202 }),
  }),
});
