import { isRefusal } from "@/lib/server/refusal";
import { recordPresence } from "@/lib/server/sessions";
import { activityBody } from "@/lib/web/inputs";
import { json } from "@/lib/web/reply";
import { bearer, route } from "@/lib/web/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: bearer({
    body: activityBody,
    idempotent: true,
    handle: async ({ body, principal }) => {
      const result = await recordPresence(principal.session.id, body.idleForSeconds * 1000);
      return isRefusal(result) ? result : json(result);
    },
  }),
});
