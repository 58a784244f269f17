import { confirmEmailChange } from "@/lib/server/account/email-change";
import { isFailure } from "@/lib/session/failure";
import { userSchema } from "@/lib/session/view-schemas/values";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { codeBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Give the code that was sent to the new address",
    responses: { 200: userSchema },
    errors: ["invalid_code", "challenge_closed", "rate_limited"],
    body: codeBody,
    handle: async ({ body, principal, context }) => {
      const user = await confirmEmailChange(principal, body.code, (await context()).client);
      return isFailure(user) ? user : jsonResponse(user);
    },
  }),
});
