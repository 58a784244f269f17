import { beginAddingPasskey } from "@/lib/server/passkeys";
import { isFailure } from "@/lib/session/failure";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    requireRecentAuth: onEveryCall,
    secretAnswer: true,
    body: empty,
    handle: async ({ principal, context }) => {
      const options = await beginAddingPasskey(principal, (await context()).client);
      return isFailure(options) ? options : jsonResponse({ options });
    },
  }),
});
