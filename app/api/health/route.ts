import { z } from "zod";
import { database } from "@/lib/server/database";
import { readHealth } from "@/lib/server/observability/health";
import { healthAnswerSchema, healthSchema } from "@/lib/session/view-schemas/operations";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { isFromThisMachine } from "@/lib/web/request/loopback";
import { jsonResponse } from "@/lib/web/request/responses";

const healthQuery = z.looseObject({ verbose: z.string().optional() });

/** The causes name files and hosts, so only a program on this machine learns them; to others `?verbose` says nothing. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  // session-lint-ignore pure-get: proves that the database can write, with a value that means nothing
  GET: publicEndpoint({
    summary: "Tell whether the database can write; on the machine itself `?verbose` says more",
    responses: { 200: healthAnswerSchema, 503: healthSchema },
    query: healthQuery,
    handle: async ({ query, request }) => {
      if (query.verbose !== undefined && isFromThisMachine(request.headers)) {
        const health = await readHealth();
        return jsonResponse(health, { status: health.status === "ok" ? 200 : 503 });
      }
      await database().ping(); // throws "unavailable", which is answered as 503
      return jsonResponse({ status: "ok" });
    },
  }),
});
