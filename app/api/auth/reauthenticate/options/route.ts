import { listAuthenticators } from "@/lib/server/factors/authenticators";
import { beginPasskey, toSession } from "@/lib/server/factors/passkeys";
import { findOwnProvider } from "@/lib/server/sign-in/identities";
import { isFailure } from "@/lib/session/failure";
import { hasPassword } from "@/lib/session/session";
import type { StepUpWays } from "@/lib/session/sign-in/sign-in-contract";
import { passkeyOptionsSchema, stepUpWaysSchema } from "@/lib/session/view-schemas/sign-in";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

/** GET tells what the user can confirm with; POST begins to confirm with a passkey. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    summary: "Read what the user can confirm with",
    responses: { 200: stepUpWaysSchema },
    handle: async ({ principal: { user } }) => {
      const [{ authenticators }, provider] = await Promise.all([
        listAuthenticators(user.id),
        findOwnProvider(user.id),
      ]);
      const ways: StepUpWays = {
        password: hasPassword(user),
        passkey: authenticators.some(({ type }) => type === "passkey"),
        provider,
      };
      return jsonResponse(ways);
    },
  }),
  POST: authenticated({
    summary: "Begin to confirm with a passkey",
    responses: { 200: passkeyOptionsSchema },
    errors: ["rate_limited"],
    allowedBeforeDeletion: true,
    secretAnswer: true,
    allowedWhenStoreIsFull: true,
    body: empty,
    handle: async ({ principal, context }) => {
      const { client } = await context();
      const options = await beginPasskey(toSession(principal, client), client);
      return isFailure(options) ? options : jsonResponse({ options });
    },
  }),
});
