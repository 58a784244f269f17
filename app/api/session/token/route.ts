import { issueTemplateToken } from "@/lib/server/tokens/template-token";
import { isFailure } from "@/lib/session/failure";
import { templateTokenSchema } from "@/lib/session/view-schemas/session";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { templateBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Get a token for another service",
    responses: { 200: templateTokenSchema },
    errors: ["unknown_template"],
    allowedWhileImpersonating: true,
    body: templateBody,
    // Nothing is written, so a page that asks every few seconds uses up no stored responses.
    ignoresIdempotencyKey: true,
    handle: async ({ body, principal }) => {
      const { template, embedded } = body;
      const result = await issueTemplateToken(template, principal, { embedded });
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
