import { config } from "@/lib/server/config";
import { fail } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { silentPage } from "@/lib/web/pages/silent-page";
import { NONCE_HEADER } from "@/lib/web/request/internal-headers";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    handle: async ({ request }) =>
      config().identityProvider ? silentPage(request.headers.get(NONCE_HEADER) ?? "") : fail("not_found"),
  }),
});
