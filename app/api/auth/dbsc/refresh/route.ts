import { renewBoundCookie } from "@/lib/server/device-binding/dbsc";
import { fail } from "@/lib/session/failure";
import { dbscInstructionsSchema } from "@/lib/session/view-schemas/operations";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { dbscResponse, readDbscHeader } from "@/lib/web/request/dbsc-responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Renew the bound cookie; for browsers with Device Bound Session Credentials",
    responses: { 200: dbscInstructionsSchema },
    errors: ["forbidden"],
    allowedWhileImpersonating: true,
    body: empty,
    handle: async ({ request: { headers } }) => {
      const sessionId = readDbscHeader(headers, "Sec-Secure-Session-Id");
      if (sessionId === null) return fail("forbidden");
      return dbscResponse(
        await renewBoundCookie(sessionId, readDbscHeader(headers, "Secure-Session-Response")),
      );
    },
  }),
});
