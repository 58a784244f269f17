import { refresh } from "@/lib/server/sessions/refresh";
import { isFailure } from "@/lib/session/failure";
import { refreshSchema } from "@/lib/session/view-schemas/session";
import { publicEndpoint, route, withRefreshCookie } from "@/lib/web/api/route";
import { refreshBody } from "@/lib/web/request/schemas";
import { refreshResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Get a new access token",
    responses: { 200: refreshSchema },
    errors: ["session_expired", "session_mismatch", "superseded", "rate_limited"],
    proof: "rotation",
    allowedWhileImpersonating: true,
    body: refreshBody,
    handle: withRefreshCookie(async ({ body, context, refreshToken }) => {
      const expected = { userId: body.expectedUserId, sessionId: body.expectedSessionId };
      const result = await refresh(refreshToken, expected, (await context()).client);
      return isFailure(result) ? result : refreshResponse(result, await context());
    }),
  }),
});
