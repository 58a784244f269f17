import { replaceRecoveryCodes } from "@/lib/server/factors/authenticators";
import { isFailure } from "@/lib/session/failure";
import { newRecoveryCodesSchema } from "@/lib/session/view-schemas/sign-in";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Get new recovery codes; the old ones are void",
    responses: { 200: newRecoveryCodesSchema },
    errors: ["second_factor_needed", "rate_limited"],
    requireRecentAuth: onEveryCall,
    body: empty,
    secretAnswer: true,
    allowedWhenStoreIsFull: true,
    handle: async ({ principal, context }) => {
      const result = await replaceRecoveryCodes(principal, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
