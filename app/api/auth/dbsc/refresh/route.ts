import { renewBoundCookie } from "@/lib/server/dbsc";
import { fail } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { dbscResponse, readDbscHeader } from "@/lib/web/request/dbsc-responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
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
