import { cancelAttempt, describeAttempt } from "@/lib/server/attempts";
import { isFailure } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse, noContent } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    handle: async ({ id, context }) => {
      const result = await describeAttempt(id, (await context()).client);
      return isFailure(result) ? result : jsonResponse({ attempt: result });
    },
  }),

  DELETE: publicEndpoint({
    allowedWhileImpersonating: true,
    body: empty,
    handle: async ({ id, context }) => (await cancelAttempt(id, (await context()).client)) ?? noContent(),
  }),
});
