import { keepAccount } from "@/lib/server/account-deletion";
import { isFailure } from "@/lib/session/failure";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

/** Takes back `DELETE /api/me`. It needs no recent sign-in: every session that there is was opened after it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    allowedBeforeDeletion: true,
    body: empty,
    handle: async ({ principal, context }) => {
      const result = await keepAccount(principal, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
