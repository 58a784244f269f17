import { confirmTotp } from "@/lib/server/authenticators";
import { isFailure } from "@/lib/session/failure";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { codeBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    body: codeBody,
    secretAnswer: true,
    handle: async ({ body, id, principal, context }) => {
      const result = await confirmTotp(principal, { id, code: body.code }, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
