import { publicEndpoint, route } from "@/lib/web/api/route";
import { logoutBody } from "@/lib/web/request/schemas";
import { signOutAccountResponse, signOutResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    allowedWhileImpersonating: true,
    body: logoutBody,
    handle: async ({ body: { sessionId }, context }) =>
      sessionId === undefined
        ? signOutResponse(await context())
        : signOutAccountResponse(await context(), sessionId),
  }),
});
