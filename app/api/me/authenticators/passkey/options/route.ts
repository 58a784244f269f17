import { beginAddingPasskey } from "@/lib/server/factors/passkeys";
import { isFailure } from "@/lib/session/failure";
import { passkeyOptionsSchema } from "@/lib/session/view-schemas/sign-in";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Begin to add a passkey",
    responses: { 200: passkeyOptionsSchema },
    errors: ["rate_limited"],
    requireRecentAuth: onEveryCall,
    secretAnswer: true,
    body: empty,
    handle: async ({ principal, context }) => {
      const options = await beginAddingPasskey(principal, (await context()).client);
      return isFailure(options) ? options : jsonResponse({ options });
    },
  }),
});
