import { updateProfile } from "@/lib/server/account/account";
import { scheduleDeletion } from "@/lib/server/account/account-deletion";
import { userView } from "@/lib/server/views";
import { isFailure } from "@/lib/session/failure";
import { deletionSchema } from "@/lib/session/view-schemas/account-data";
import { userSchema } from "@/lib/session/view-schemas/values";
import { isRecent } from "@/lib/web/api/authenticate";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty, profileBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    summary: "Read one's own account",
    responses: { 200: userSchema },
    handle: async ({ principal }) => jsonResponse(userView(principal.user)),
  }),

  PATCH: authenticated({
    summary: "Change one's own account",
    responses: { 200: userSchema },
    errors: ["rate_limited", "reauthentication_required"],
    body: profileBody,
    handle: async ({ body, principal, context }) => {
      const { name, idleTimeout } = body;
      const changes = { name, idleTimeout: idleTimeout && idleTimeout * 1000 };
      const result = await updateProfile(principal, changes, (await context()).client, isRecent(principal));
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),

  /** The cookies stay: they give no access any more, but let the next page explain why the session ended. */
  DELETE: authenticated({
    summary: "Have one's own account deleted in two weeks",
    responses: { 200: deletionSchema },
    errors: ["last_owner", "last_admin", "not_found"],
    requireRecentAuth: onEveryCall,
    allowedWhenStoreIsFull: true,
    body: empty,
    handle: async ({ principal, context }) => {
      const result = await scheduleDeletion(principal, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
