import { submitTicket } from "@/lib/server/sign-in/tickets";
import { isFailure } from "@/lib/session/failure";
import { nextStepSchema } from "@/lib/session/view-schemas/sign-in";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { linkBody } from "@/lib/web/request/attempt-schemas";
import { tokenReader } from "@/lib/web/request/credentials";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Take the next step with a link",
    responses: { 200: nextStepSchema },
    errors: [
      "invalid_ticket",
      "account_disabled",
      "email_taken",
      "approval_pending",
      "second_factor_needed",
      "rate_limited",
      "too_many_accounts",
    ],
    allowedWhileImpersonating: true,
    proof: "sign-in",
    body: linkBody,
    handle: async ({ body: { ticket, touchPoints }, context }) => {
      const { credentials, clientWith } = await context();
      const result = await submitTicket(ticket, clientWith(touchPoints), tokenReader(credentials));
      return isFailure(result) ? result : stepResponse(result, await context());
    },
  }),
});
