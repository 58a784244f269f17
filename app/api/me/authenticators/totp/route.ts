import { startTotp } from "@/lib/server/authenticators";
import { isFailure } from "@/lib/session/failure";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    requireRecentAuth: onEveryCall,
    body: empty,
    secretAnswer: true,
    handle: async ({ principal, context }) => {
      const result = await startTotp(principal, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result, { status: 201 });
    },
  }),
});
