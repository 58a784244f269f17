import { signUp } from "@/lib/server/sign-in";
import { isFailure } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { signUpBody } from "@/lib/web/request/schemas";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    body: signUpBody,
    handle: async ({ body: { touchPoints, ...input }, context }) => {
      const result = await signUp(input, (await context()).clientWith(touchPoints));
      return isFailure(result) ? result : stepResponse(result, await context(), 201);
    },
  }),
});
