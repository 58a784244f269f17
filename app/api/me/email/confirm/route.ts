import { confirmEmailChange } from "@/lib/server/email-change";
import { isFailure } from "@/lib/session/failure";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { codeBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    body: codeBody,
    handle: async ({ body, principal, context }) => {
      const user = await confirmEmailChange(principal, body.code, (await context()).client);
      return isFailure(user) ? user : jsonResponse(user);
    },
  }),
});
