import { describeUnderTheHood } from "@/lib/server/demo/under-the-hood";
import { underTheHoodSchema } from "@/lib/session/demo/demo-schemas";
import { isFailure } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    summary: "Describe this browser's session for the drawer",
    responses: { 200: underTheHoodSchema },
    errors: ["not_found", "not_authenticated"],
    handle: async ({ context }) => {
      const { refresh, pendingSignOut } = (await context()).credentials;
      const view = await describeUnderTheHood(pendingSignOut ? null : (refresh?.token ?? null));
      return isFailure(view) ? view : jsonResponse(view);
    },
  }),
});
