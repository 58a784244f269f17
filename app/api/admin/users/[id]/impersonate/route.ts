import { impersonate } from "@/lib/server/sessions/impersonation";
import { isFailure } from "@/lib/session/failure";
import { impersonationSchema } from "@/lib/session/view-schemas/administration";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { impersonateBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    role: "admin",
    summary: "Make a ticket to act as a user",
    responses: { 201: impersonationSchema },
    errors: ["not_found", "rate_limited"],
    requireRecentAuth: onEveryCall,
    secretAnswer: true,
    body: impersonateBody,
    handle: async ({ body, id, principal, context }) => {
      const result = await impersonate(principal, id, body.reason, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result, { status: 201 });
    },
  }),
});
