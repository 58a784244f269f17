import { isRefusal } from "@/lib/server/refusal";
import { signIn } from "@/lib/server/sign-in";
import { loginBody } from "@/lib/web/inputs";
import { open, route } from "@/lib/web/route";
import { signedIn } from "@/lib/web/session-reply";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: open({
    body: loginBody,
    handle: async ({ body, visit }) => {
      const result = await signIn(body, visit.requester);
      return isRefusal(result) ? result : signedIn(result, visit, 200);
    },
  }),
});
