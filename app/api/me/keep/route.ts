import { keepAccount } from "@/lib/server/account/account-deletion";
import { isFailure } from "@/lib/session/failure";
import { userSchema } from "@/lib/session/view-schemas/values";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

/** Takes back `DELETE /api/me`. It needs no recent sign-in: every session that there is was opened after it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Keep the account that was to be deleted",
    responses: { 200: userSchema },
    errors: ["not_found"],
    allowedBeforeDeletion: true,
    body: empty,
    handle: async ({ principal, context }) => {
      const result = await keepAccount(principal, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
