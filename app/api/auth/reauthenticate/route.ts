import { reauthenticate } from "@/lib/server/sign-in/reauthentication";
import { isFailure } from "@/lib/session/failure";
import { refreshSchema } from "@/lib/session/view-schemas/session";
import { authenticated, route, withRefreshCookie } from "@/lib/web/api/route";
import { reauthenticateBody } from "@/lib/web/request/schemas";
import { reauthenticationResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Confirm who one is",
    responses: { 200: refreshSchema },
    errors: [
      "invalid_credentials",
      "second_factor_required",
      "invalid_code",
      "factor_locked",
      "invalid_credential",
      "session_expired",
      "session_mismatch",
      "superseded",
      "rate_limited",
    ],
    allowedBeforeDeletion: true,
    proof: "rotation",
    secretAnswer: true,
    allowedWhenStoreIsFull: true,
    body: reauthenticateBody,
    handle: withRefreshCookie(async ({ body, principal, context, refreshToken }) => {
      const result = await reauthenticate(principal, refreshToken, body, (await context()).client);
      return isFailure(result) ? result : reauthenticationResponse(result, await context());
    }),
  }),
});
