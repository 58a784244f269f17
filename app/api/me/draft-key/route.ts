import { draftKey } from "@/lib/server/drafts";
import { fail } from "@/lib/session/failure";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

/** The key goes only to the browser it is kept for, and only while its user is signed in there. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    body: empty,
    idempotent: true, // also because a kept answer would be a kept secret
    handle: async ({ principal: { user, session }, context }) =>
      (await context()).credentials.active?.sessionId === session.id
        ? jsonResponse({ key: await draftKey(user.id, session.browserId) })
        : fail("session_mismatch"),
  }),
});
