import { setDisabled } from "@/lib/server/admin";
import { isRefusal } from "@/lib/server/refusal";
import { always, bearer, route } from "@/lib/web/api/route";
import { json } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

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
