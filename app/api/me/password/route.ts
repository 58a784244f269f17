import { changePassword } from "@/lib/server/account/account";
import { isFailure } from "@/lib/session/failure";
import { refreshSchema } from "@/lib/session/view-schemas/session";
import { authenticated, onEveryCall, route, withRefreshCookie } from "@/lib/web/api/route";
import { passwordBody } from "@/lib/web/request/schemas";
import { refreshResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Change one's password",
    responses: { 200: refreshSchema },
    errors: [
      "invalid_credentials",
      "second_factor_required",
      "invalid_code",
      "factor_locked",
      "session_expired",
      "session_mismatch",
      "superseded",
      "rate_limited",
    ],
    proof: "rotation",
    requireRecentAuth: onEveryCall,
    secretAnswer: true,
    allowedWhenStoreIsFull: true,
    body: passwordBody,
    handle: withRefreshCookie(async ({ body, principal, context, refreshToken }) => {
      const result = await changePassword(principal, refreshToken, body, (await context()).client);
      return isFailure(result) ? result : refreshResponse(result, await context());
    }),
  }),
});
