import { registerBrowserKey } from "@/lib/server/device-binding/dbsc";
import { fail } from "@/lib/session/failure";
import { dbscInstructionsSchema } from "@/lib/session/view-schemas/operations";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { tokenReader } from "@/lib/web/request/credentials";
import { dbscResponse, readDbscHeader } from "@/lib/web/request/dbsc-responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Register the browser's key; for browsers with Device Bound Session Credentials",
    responses: { 200: dbscInstructionsSchema },
    errors: ["forbidden"],
    allowedWhileImpersonating: true,
    body: empty,
    handle: async ({ request, context }) => {
      const proof = readDbscHeader(request.headers, "Secure-Session-Response");
      if (proof === null) return fail("forbidden");
      return dbscResponse(await registerBrowserKey(proof, tokenReader((await context()).credentials)));
    },
  }),
});
