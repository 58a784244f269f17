import { fail } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { eventStream } from "@/lib/web/api/sse";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    handle: async ({ context, request }) => {
      const { refresh } = (await context()).credentials;
      return refresh ? eventStream(refresh.token, request) : fail("not_authenticated");
    },
  }),
});
