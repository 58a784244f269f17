import { confirmTotp } from "@/lib/server/factors/authenticators";
import { isFailure } from "@/lib/session/failure";
import { confirmedAppSchema } from "@/lib/session/view-schemas/sign-in";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { codeBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Give the new app's first code",
    responses: { 200: confirmedAppSchema },
    errors: ["invalid_code", "not_found", "factor_locked", "rate_limited"],
    body: codeBody,
    secretAnswer: true,
    handle: async ({ body, id, principal, context }) => {
      const result = await confirmTotp(principal, { id, code: body.code }, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
