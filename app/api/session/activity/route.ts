import { recordPresence } from "@/lib/server/sessions/sessions";
import { isFailure } from "@/lib/session/failure";
import { presenceSchema } from "@/lib/session/view-schemas/session";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { activityBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Report that the user is present",
    responses: { 200: presenceSchema },
    allowedBeforeDeletion: true,
    allowedWhileImpersonating: true,
    body: activityBody,
    ignoresIdempotencyKey: true,
    handle: async ({ body, principal }) => {
      const result = await recordPresence(principal.session.id, body.idleForSeconds * 1000);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
