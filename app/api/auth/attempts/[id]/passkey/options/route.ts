import { beginPasskeyStep } from "@/lib/server/sign-in/passkey-sign-in";
import { isFailure } from "@/lib/session/failure";
import { passkeyOptionsSchema } from "@/lib/session/view-schemas/sign-in";
import { STEP_ERRORS } from "@/lib/web/api/attempt-errors";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Begin to give a passkey",
    responses: { 200: passkeyOptionsSchema },
    errors: STEP_ERRORS,
    allowedWhileImpersonating: true,
    body: empty,
    handle: async ({ id, context }) => {
      const options = await beginPasskeyStep(id, (await context()).client);
      return isFailure(options) ? options : jsonResponse({ options });
    },
  }),
});
