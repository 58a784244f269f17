import { confirmPasswordReset } from "@/lib/server/password-reset";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { noContent } from "@/lib/web/request/responses";
import { resetBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    body: resetBody,
    handle: async ({ body, context }) =>
      (await confirmPasswordReset(body, (await context()).client)) ?? noContent(),
  }),
});
