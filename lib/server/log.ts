import { writeSync } from "node:fs";
import pino, { type DestinationStream, type Logger } from "pino";
import type { Failure } from "@/lib/session/failure";
import { type Config, config } from "./config";
import { newId } from "./crypto";
import { innermost } from "./errors";
import { batchWrites } from "./observability/batch-writes";
import { processSingleton } from "./singleton";

/**
 * The log: one JSON line for each event on standard output, times in UTC. Only named fields are logged, never a whole
 * request or response, so there should be nothing to redact; `redact` is a second safeguard.
 */
export function log(): Logger {
  return processSingleton("log", () => createLog(standardOutput(), config().logLevel));
}

/** Warns of a setting that does not fit the requests that come: once for the process, not with each request. */
export function warnOnce(message: string, fields: Record<string, string> = {}): void {
  const warned = processSingleton("warned", () => new Set<string>());
  if (warned.has(message)) return;
  warned.add(message);
  log().warn(fields, message);
}

/**
 * Logs that a page or a form was refused, as the API logs each of its calls (OWASP ASVS 5.0, 16.3.2).
 *
 * @param refusal what was refused: the path without its query, and why
 */
export function logRefusal(refusal: { method?: string; path?: string; code: Failure["code"] }): void {
  log().info({ requestId: newId(), ...refusal }, "refused");
}

/**
 * Makes a text safe to print. Characters that a terminal or a viewer of logs would obey are written as escapes: control
 * characters, and those that break lines or turn the direction of the text. Line breaks, tabs and colours stay, which
 * Next writes as well and which do no harm.
 *
 * @returns the text; JSON keeps its meaning, because JSON writes these characters the same way
 */
export function escapeControls(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    /\u001b\[[\d;]*m|[\0-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (found) => (found.length > 1 ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
}

/** How long a line waits for those after it. */
const WRITE_DELAY_MS = 20;

/**
 * A line that cannot be written, on a full disk for example, is lost. Without a listener the error would end the process.
 * Lines that wait when the process exits are written first.
 */
function standardOutput(): DestinationStream {
  const output = pino.destination(1);
  output.on("error", () => {});
  const batch = batchWrites((lines) => void output.write(lines), WRITE_DELAY_MS);
  process.once("exit", () => {
    try {
      writeSync(1, batch.take());
    } catch {
      // Lost, as above.
    }
  });
  return batch;
}

/**
 * @param destination where to write the lines
 * @param level the least important ones to write
 */
export function createLog(destination: DestinationStream, level: Config["logLevel"] = "info"): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: withoutValues },
      redact: { paths: ["*.password", "*.token", "*.cookie", "*.authorization"], censor: "[redacted]" },
    },
    { write: (line) => destination.write(escapeControls(line)) },
  );
}

/** An error without the values of a query, which the message of the query layer's error contains. */
function withoutValues(error: unknown): unknown {
  const inner = innermost(error);
  return inner instanceof Error ? pino.stdSerializers.err(inner) : inner;
}
