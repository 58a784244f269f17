import pino, { type Logger } from "pino";
import { once } from "./singleton";

/**
 * The log: one JSON line an event on standard output, times in UTC. Only named facts are ever logged, never a whole
 * request or answer, so there is nothing to redact; `redact` is the second lock on the door.
 */
export function log(): Logger {
  return once("log", () =>
    pino({
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ["*.password", "*.token", "*.cookie", "*.authorization"], censor: "[redacted]" },
    }),
  );
}
