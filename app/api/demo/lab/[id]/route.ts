import { labRunSchema } from "@/lib/demo/lab/lab-run-schema";
import { runForVisitor } from "@/lib/demo/lab/run-for-visitor";
import { isFailure } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { languageOf } from "@/lib/web/request/language";
import { readClientIp } from "@/lib/web/request/request-context";
import { jsonResponse } from "@/lib/web/request/responses";
import { labEndpoints } from "../endpoints";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Run a card of the session lab",
    responses: { 200: labRunSchema },
    errors: ["not_found", "rate_limited"],
    handle: async ({ id, request }) => {
      const run = await runForVisitor(
        id,
        readClientIp(request.headers),
        labEndpoints,
        languageOf(request.headers),
      );
      return isFailure(run) ? run : jsonResponse(run);
    },
  }),
});
