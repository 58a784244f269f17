import { isFailure } from "@/lib/session/failure";
import { signInSchema } from "@/lib/session/view-schemas/session";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { switchTo } from "@/lib/web/request/accounts";
import { switchBody } from "@/lib/web/request/schemas";
import { switchResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Act for another account of this browser",
    responses: { 200: signInSchema },
    errors: [
      "not_found",
      "not_authenticated",
      "session_revoked",
      "session_expired",
      "session_mismatch",
      "superseded",
      "rate_limited",
    ],
    proof: "rotation",
    allowedWhileImpersonating: true,
    body: switchBody,
    handle: async ({ body, context }) => {
      const result = await switchTo(body.sessionId, await context());
      return isFailure(result) ? result : switchResponse(result, await context());
    },
  }),
});
