import { isRefusal } from "@/lib/server/refusal";
import { setDisabled } from "@/lib/server/users";
import { empty } from "@/lib/web/inputs";
import { json } from "@/lib/web/reply";
import { always, bearer, route } from "@/lib/web/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: bearer({
    role: "admin",
    fresh: always,
    body: empty,
    handle: async ({ id, principal, visit }) => {
      const result = await setDisabled(principal, id, false, visit.requester);
      return isRefusal(result) ? result : json(result);
    },
  }),
});
