import { isRefusal } from "@/lib/server/refusal";
import { signIn } from "@/lib/server/sign-in";
import { open, route } from "@/lib/web/api/route";
import { loginBody } from "@/lib/web/request/schemas";
import { signedIn } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: open({
    body: loginBody,
    handle: async ({ body, visit }) => {
      const result = await signIn(body, visit.requester);
      return isRefusal(result) ? result : signedIn(result, visit, 200);
    },
  }),
});
