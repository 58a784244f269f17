import { log } from "@/lib/server/log";
import { countError } from "./metrics";

/** Where an unexpected error was caught. Nothing here names a user. */
export interface ErrorPlace {
  source: "api" | "page" | "form" | "middleware" | "sweep";
  /** The route, like `/api/sessions/[id]`, or the path without its query. */
  route?: string;
  method?: string;
  /** In the response too, as `X-Request-Id`. */
  requestId?: string;
  /** What Next shows to the user instead of the message. */
  digest?: string;
}

/**
 * Logs and counts an error that no rule expects: of a request, or of a background sweep. A fork that uses an error
 * tracker sends it from here, too; the request and its headers are left out on purpose, because they carry tokens.
 */
export function reportError(error: unknown, place: ErrorPlace): void {
  countError(place.source);
  // With a message of our own: without one, pino would log the error's message, which may contain values.
  log().error({ ...place, err: error }, place.source === "sweep" ? "sweep failed" : "request failed");
}
