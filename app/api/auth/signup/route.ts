import { isRefusal } from "@/lib/server/refusal";
import { signUp } from "@/lib/server/sign-in";
import { open, route } from "@/lib/web/api/route";
import { signUpBody } from "@/lib/web/request/schemas";
import { signedIn } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: open({
    body: signUpBody,
    handle: async ({ body, visit }) => {
      const result = await signUp(body, visit.requester);
      return isRefusal(result) ? result : signedIn(result, visit, 201);
    },
  }),
});
