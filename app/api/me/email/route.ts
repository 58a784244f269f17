import { requestEmailChange } from "@/lib/server/account/email-change";
import { isFailure } from "@/lib/session/failure";
import { sentChallengeSchema } from "@/lib/session/view-schemas/sign-in";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { emailBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Ask for another address",
    responses: { 202: sentChallengeSchema },
    errors: ["rate_limited"],
    requireRecentAuth: onEveryCall,
    body: emailBody,
    handle: async ({ body, principal, context }) => {
      const challenge = await requestEmailChange(principal, body.email, (await context()).client);
      return isFailure(challenge) ? challenge : jsonResponse({ challenge }, { status: 202 });
    },
  }),
});
