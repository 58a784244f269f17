import { config } from "@/lib/server/config";
import { readMetrics } from "@/lib/server/observability/metrics";
import { fail } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { presentsMetricsToken } from "@/lib/web/request/metrics-token";

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
      if (config().metricsToken === null) return fail("not_found");
      if (!presentsMetricsToken(request.headers)) return fail("not_authenticated");
      const metrics = await readMetrics();
      if (!metrics) return fail("unavailable");
      return new Response(metrics.text, {
        headers: { "Content-Type": metrics.contentType, "Cache-Control": "private, no-store" },
      });
    },
  }),
});
