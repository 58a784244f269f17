import { addPasskey } from "@/lib/server/factors/passkeys";
import { isFailure } from "@/lib/session/failure";
import { newPasskeySchema } from "@/lib/session/view-schemas/sign-in";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { newPasskeyBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary: "Add a passkey",
    responses: { 201: newPasskeySchema },
    errors: ["invalid_credential", "rate_limited"],
    secretAnswer: true,
    body: newPasskeyBody,
    handle: async ({ body: { credential, name = null }, principal, context }) => {
      const result = await addPasskey(principal, { credential, name }, (await context()).client);
      return isFailure(result) ? result : jsonResponse(result, { status: 201 });
    },
  }),
});
