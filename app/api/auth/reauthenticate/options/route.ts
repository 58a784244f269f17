import { beginPasskey, toSession } from "@/lib/server/passkeys";
import { isFailure } from "@/lib/session/failure";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    secretAnswer: true,
    body: empty,
    handle: async ({ principal, context }) => {
      const { client } = await context();
      const options = await beginPasskey(toSession(principal, client), client);
      return isFailure(options) ? options : jsonResponse({ options });
    },
  }),
});
