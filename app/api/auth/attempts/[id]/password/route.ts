import { submitPassword } from "@/lib/server/attempt-steps";
import { isFailure } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { attemptPasswordBody } from "@/lib/web/request/attempt-schemas";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    allowedWhileImpersonating: true,
    proof: "sign-in",
    body: attemptPasswordBody,
    handle: async ({ id, body: { password, touchPoints }, context }) => {
      const result = await submitPassword(id, password, (await context()).clientWith(touchPoints));
      return isFailure(result) ? result : stepResponse(result, await context());
    },
  }),
});
