import { type Attributes, SpanStatusCode, trace } from "@opentelemetry/api";
import { PRODUCT_SLUG } from "@/lib/session/product";

/**
 * Runs `work` inside a span of OpenTelemetry. Without a registered SDK, which is the default, nothing is recorded.
 *
 * @param attributes numbers and words of ours; never a token, an address or a user
 * @returns what `work` returns; the span ends with it
 */
export function withSpan<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return trace.getTracer(PRODUCT_SLUG).startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({
        code: SpanStatusCode.ERROR,
        message: error instanceof Error ? error.name : "unknown",
      });
      throw error;
    } finally {
      span.end();
    }
  });
}
