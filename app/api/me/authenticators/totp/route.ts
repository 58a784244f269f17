import { startTotp } from "@/lib/server/factors/authenticators";
import { isFailure } from "@/lib/session/failure";
import { newTotpSchema } from "@/lib/session/view-schemas/sign-in";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Begin to add an authenticator app",
    responses: { 201: newTotpSchema },
    errors: ["rate_limited"],
    requireRecentAuth: onEveryCall,
    body: empty,
    secretAnswer: true,
    handle: async ({ principal, context }) => {
      const result = await startTotp(principal, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result, { status: 201 });
    },
  }),
});
