import { submitTicket } from "@/lib/server/tickets";
import { isFailure } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { linkBody } from "@/lib/web/request/attempt-schemas";
import { tokenReader } from "@/lib/web/request/credentials";
import { stepResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    allowedWhileImpersonating: true,
    proof: "sign-in",
    body: linkBody,
    handle: async ({ body: { ticket, touchPoints }, context }) => {
      const { credentials, clientWith } = await context();
      const result = await submitTicket(ticket, clientWith(touchPoints), tokenReader(credentials));
      return isFailure(result) ? result : stepResponse(result, await context());
    },
  }),
});
