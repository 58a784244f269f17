import type { Instrumentation } from "next";
import { type ErrorPlace, reportError } from "@/lib/server/observability/report-error";

type Reported = Parameters<Instrumentation.onRequestError>;

const SOURCES: Record<Reported[2]["routeType"], ErrorPlace["source"]> = {
  render: "page",
  route: "api",
  action: "form",
  proxy: "middleware",
};

/** Reports an error that Next caught: of a page, a form or the middleware. The API catches its own. */
export function reportRequestError(
  error: unknown,
  { method, path }: Pick<Reported[1], "method" | "path">,
  { routePath, routeType }: Pick<Reported[2], "routePath" | "routeType">,
): void {
  const { digest } = error as { digest?: string };
  reportError(error, {
    source: SOURCES[routeType],
    route: routePath || path.split("?", 1)[0] || "/",
    method,
    ...(digest !== undefined && { digest }),
  });
}
