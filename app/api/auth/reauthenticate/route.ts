import { reauthenticate } from "@/lib/server/reauthentication";
import { isFailure } from "@/lib/session/failure";
import { authenticated, route, withRefreshCookie } from "@/lib/web/api/route";
import { reauthenticateBody } from "@/lib/web/request/schemas";
import { reauthenticationResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    allowedBeforeDeletion: true,
    proof: "rotation",
    secretAnswer: true,
    body: reauthenticateBody,
    handle: withRefreshCookie(async ({ body, principal, context, refreshToken }) => {
      const result = await reauthenticate(principal, refreshToken, body, (await context()).client);
      return isFailure(result) ? result : reauthenticationResponse(result, await context());
    }),
  }),
});
