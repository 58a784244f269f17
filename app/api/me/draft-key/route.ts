import { draftKey } from "@/lib/server/account/drafts";
import { fail, isFailure } from "@/lib/session/failure";
import { draftKeySchema } from "@/lib/session/view-schemas/session";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

/** The key goes only to the browser it is kept for, and only while its user is signed in there. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Get the key that drafts are kept under in this browser",
    responses: { 200: draftKeySchema },
    errors: ["session_mismatch"],
    body: empty,
    ignoresIdempotencyKey: true, // a stored response would be a stored secret
    handle: async ({ principal, context }) => {
      if ((await context()).credentials.active?.sessionId !== principal.session.id)
        return fail("session_mismatch");
      const key = await draftKey(principal);
      return isFailure(key) ? key : jsonResponse({ key });
    },
  }),
});
