import pino, { type DestinationStream, type Logger } from "pino";
import { processSingleton } from "./singleton";

/**
 * The log: one JSON line an event on standard output, times in UTC. Only named facts are ever logged, never a whole
 * request or answer, so there is nothing to redact; `redact` is the second lock on the door.
 */
export function log(): Logger {
  return processSingleton("log", () => createLog(standardOutput()));
}

/** Warns of a setting that does not fit what is seen: once for the process, not with every request. */
export function warnOnce(message: string): void {
  const warned = processSingleton("warned", () => new Set<string>());
  if (warned.has(message)) return;
  warned.add(message);
  log().warn(message);
}

/** A line that cannot be written, on a full disk for example, is lost: an error nobody heard would end us instead. */
function standardOutput(): DestinationStream {
  const output = pino.destination(1);
  output.on("error", () => {});
  return output;
}

/** @param destination where the lines go */
export function createLog(destination: DestinationStream): Logger {
  return pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: withoutValues },
      redact: { paths: ["*.password", "*.token", "*.cookie", "*.authorization"], censor: "[redacted]" },
    },
    destination,
  );
}

/**
 * An error as the log may have it. Where the query layer wraps an engine's error, its message holds the values of the
 * query; the engine's own does not.
 */
function withoutValues(error: unknown): unknown {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  return inner instanceof Error ? pino.stdSerializers.err(inner) : inner;
}
