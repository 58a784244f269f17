import { secureAccount } from "@/lib/server/secure-account";
import { isFailure } from "@/lib/session/failure";
import { authenticated, route, withRefreshCookie } from "@/lib/web/api/route";
import { secureAccountBody } from "@/lib/web/request/schemas";
import { refreshResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    proof: "rotation",
    body: secureAccountBody,
    secretAnswer: true,
    handle: withRefreshCookie(async ({ body, principal, context, refreshToken }) => {
      const result = await secureAccount(principal, refreshToken, body, (await context()).client);
      return isFailure(result) ? result : refreshResponse(result, await context());
    }),
  }),
});
