import { config } from "@/lib/server/config";
import { hashToken } from "@/lib/server/crypto";
import { readMetrics } from "@/lib/server/observability/metrics";
import { fail } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";

/** The counters of this process, for a program that knows `METRICS_TOKEN`. Without that setting there is no such address. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    summary: "Read the counters; `METRICS_TOKEN` is the bearer",
    responses: {
      200: {
        mediaType: "text/plain; version=0.0.4; charset=utf-8",
        description: "The text format of Prometheus.",
      },
    },
    errors: ["not_found", "not_authenticated"],
    handle: async ({ request }) => {
      const { metricsToken } = config();
      if (metricsToken === null) return fail("not_found");
      const presented = request.headers.get("authorization") ?? "";
      // Equal hashes, because comparing the tokens themselves would take longer the more of them is right.
      if (hashToken(presented) !== hashToken(`Bearer ${metricsToken}`)) return fail("not_authenticated");
      const metrics = await readMetrics();
      if (!metrics) return fail("unavailable");
      return new Response(metrics.text, {
        headers: { "Content-Type": metrics.contentType, "Cache-Control": "private, no-store" },
      });
    },
  }),
});
