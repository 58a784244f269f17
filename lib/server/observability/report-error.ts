import { log } from "@/lib/server/log";
import { countError } from "./metrics";

/** Where an unexpected error was caught. Nothing here names a user. */
export interface ErrorPlace {
  source: "api" | "page" | "form" | "middleware";
  /** The route, like `/api/sessions/[id]`, or the path without its query. */
  route?: string;
  method?: string;
  /** In the response too, as `X-Request-Id`. */
  requestId?: string;
  /** What Next shows to the user instead of the message. */
  digest?: string;
}

/**
 * Every error that no rule expects ends here: logged and counted. A fork that uses an error tracker sends it from here,
 * too; the request and its headers are left out on purpose, because they carry tokens.
 */
export function reportError(error: unknown, place: ErrorPlace): void {
  countError(place.source);
  // With a message of our own: without one, pino would log the error's message, which may contain values.
  log().error({ ...place, err: error }, "request failed");
}
