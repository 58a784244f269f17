import { describeCurrent } from "@/lib/server/sessions";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    handle: async ({ context }) => {
      const { refresh, pendingSignOut } = (await context()).credentials;
      return jsonResponse(
        await describeCurrent(refresh?.token ?? null, pendingSignOut ? "signed_out" : null),
      );
    },
  }),
});
