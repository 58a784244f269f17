import { beginPasskeySignIn } from "@/lib/server/sign-in/passkey-sign-in";
import { isFailure } from "@/lib/session/failure";
import { passkeyOptionsSchema } from "@/lib/session/view-schemas/sign-in";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";
import { browserCookiesFor } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Begin to sign in with a passkey",
    responses: { 200: passkeyOptionsSchema },
    errors: ["rate_limited"],
    allowedWhileImpersonating: true,
    body: empty,
    handle: async ({ context }) => {
      const options = await beginPasskeySignIn((await context()).client);
      if (isFailure(options)) return options;
      // The challenge belongs to this browser.
      return jsonResponse({ options }, { cookies: await browserCookiesFor(await context()) });
    },
  }),
});
