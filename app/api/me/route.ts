import { changeName } from "@/lib/server/account";
import { isRefusal } from "@/lib/server/refusal";
import { userView } from "@/lib/server/views";
import { bearer, route } from "@/lib/web/api/route";
import { json } from "@/lib/web/request/responses";
import { profileBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: bearer({ handle: async ({ principal }) => json(userView(principal.user)) }),

  PATCH: bearer({
    body: profileBody,
    handle: async ({ body, principal, visit }) => {
      const result = await changeName(principal, body.name, visit.requester);
      return isRefusal(result) ? result : json(result);
    },
  }),
});
