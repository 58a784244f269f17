import { describeUnderTheHood } from "@/lib/server/demo/under-the-hood";
import { isFailure } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    handle: async ({ context }) => {
      const { refresh, pendingSignOut } = (await context()).credentials;
      const view = await describeUnderTheHood(pendingSignOut ? null : (refresh?.token ?? null));
      return isFailure(view) ? view : jsonResponse(view);
    },
  }),
});
