import { config } from "@/lib/server/config";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";

/** Where a password manager's "Change password" leads (W3C, "A Well-Known URL for Changing Passwords"). */
const PAGE = "/profile/security";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    summary: "Lead to the page that changes the password",
    responses: { 303: null },
    handle: async () =>
      jsonResponse(undefined, { status: 303, headers: { Location: config().origin + PAGE } }),
  }),
});
