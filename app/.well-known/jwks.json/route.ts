import { publishedKeys } from "@/lib/server/tokens/signing-keys";
import { jwksSchema } from "@/lib/session/view-schemas/operations";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";

/** How long other services may keep the keys, in seconds. A service that meets an unknown `kid` should ask again. */
const MAX_AGE = 300;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    summary: "Read the public keys that verify our tokens",
    responses: { 200: jwksSchema },
    handle: async () =>
      jsonResponse(await publishedKeys(), { headers: { "Cache-Control": `public, max-age=${MAX_AGE}` } }),
  }),
});
