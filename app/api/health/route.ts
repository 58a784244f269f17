import { z } from "zod";
import { config } from "@/lib/server/config";
import { isLoopback } from "@/lib/server/config-schema";
import { database } from "@/lib/server/database";
import { readHealth } from "@/lib/server/observability/health";
import { healthAnswerSchema, healthSchema } from "@/lib/session/view-schemas/operations";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { isFromThisMachine } from "@/lib/web/request/loopback";
import { presentsMetricsToken } from "@/lib/web/request/metrics-token";
import { jsonResponse } from "@/lib/web/request/responses";

const healthQuery = z.looseObject({ verbose: z.string().optional() });

/**
 * The causes name files and hosts, so only an operator learns them; to others `?verbose` says nothing. A program on this
 * machine is one where users are on it too. Where they come from elsewhere it may be a proxy that adds no header.
 */
function isOperator(headers: Headers): boolean {
  const isLocal = isLoopback(new URL(config().origin).hostname) && isFromThisMachine(headers);
  return isLocal || presentsMetricsToken(headers);
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  // session-lint-ignore pure-get: proves that the database can write, with a value that means nothing
  GET: publicEndpoint({
    summary: "Tell whether the database can write; `?verbose` says more to the bearer of `METRICS_TOKEN`",
    responses: { 200: healthAnswerSchema, 503: healthSchema },
    query: healthQuery,
    handle: async ({ query, request }) => {
      if (query.verbose !== undefined && isOperator(request.headers)) {
        const health = await readHealth();
        return jsonResponse(health, { status: health.status === "ok" ? 200 : 503 });
      }
      await database().ping(); // throws "unavailable", which is answered as 503
      return jsonResponse({ status: "ok" });
    },
  }),
});
