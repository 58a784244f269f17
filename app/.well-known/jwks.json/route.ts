import { keyRing } from "@/lib/server/signing-keys";
import { json } from "@/lib/web/reply";
import { open, route } from "@/lib/web/route";

/** Seconds other services may keep the keys; a new key is published longer than that before it signs. */
const MAX_AGE = 300;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: open({
    handle: async () =>
      json((await keyRing()).jwks, { headers: { "Cache-Control": `public, max-age=${MAX_AGE}` } }),
  }),
});
