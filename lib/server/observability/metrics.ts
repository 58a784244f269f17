/**
 * Counters for Prometheus, of this process alone. They are kept only where `METRICS_TOKEN` is set; without it the
 * library is not even loaded. No label names a user, a session or an address.
 */
import type { Counter, Histogram, Registry } from "prom-client";
import { passwordQueue } from "@/lib/server/factors/password-hash";
import { processSingleton } from "@/lib/server/singleton";
import type { AuditEvent } from "@/lib/session/decision";
import { PRODUCT_PREFIX } from "@/lib/session/product";

/** Seconds. An API call takes milliseconds, one that checks a password tens of them. */
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

interface Metrics {
  registry: Registry;
  requests: Counter<"method" | "route" | "status" | "code">;
  seconds: Histogram<"method" | "route">;
  events: Counter<"event" | "reason">;
  errors: Counter<"source">;
}

/** An answered call of the API. */
export interface CountedRequest {
  method: string;
  /** The path with the names of its parameters, like `/api/sessions/[id]`. */
  route: string;
  status: number;
  /** The error code of a refusal. */
  code: string | undefined;
  milliseconds: number;
}

/** Null where nothing is counted. */
function current(): { metrics: Metrics | null } {
  return processSingleton("metrics", () => ({ metrics: null }));
}

/**
 * Loads the library and begins to count.
 *
 * @param countStreams asked with each reading; a parameter, because the streams need the database, which counts here
 */
export async function startMetrics(countStreams: () => number): Promise<void> {
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = await import("prom-client");
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge(`${PRODUCT_PREFIX}streams`, "Open event streams of pages", countStreams);
  gauge(`${PRODUCT_PREFIX}password_hashes_running`, "Passwords being checked", () => passwordQueue().running);
  gauge(
    `${PRODUCT_PREFIX}password_hashes_waiting`,
    "Passwords waiting to be checked",
    () => passwordQueue().waiting.length,
  );
  current().metrics = {
    registry,
    requests: new Counter({
      name: `${PRODUCT_PREFIX}requests_total`,
      help: "Answered calls of the API, by the error code of a refusal",
      labelNames: ["method", "route", "status", "code"],
      registers,
    }),
    seconds: new Histogram({
      name: `${PRODUCT_PREFIX}request_seconds`,
      help: "How long calls of the API took",
      labelNames: ["method", "route"],
      buckets: BUCKETS_SECONDS,
      registers,
    }),
    events: new Counter({
      name: `${PRODUCT_PREFIX}events_total`,
      help: "Events of the audit log that this process has committed, by the reason of an end",
      labelNames: ["event", "reason"],
      registers,
    }),
    errors: new Counter({
      name: `${PRODUCT_PREFIX}errors_total`,
      help: "Errors that no rule expects, by where they were caught",
      labelNames: ["source"],
      registers,
    }),
  };
}

/** @param read called only where something is counted */
export function countRequest(read: () => CountedRequest): void {
  const { metrics } = current();
  if (!metrics) return;
  const { method, route, status, code = "", milliseconds } = read();
  metrics.requests.inc({ method, route, status, code });
  metrics.seconds.observe({ method, route }, milliseconds / 1000);
}

/** Counts committed events, and with them the sessions that began and ended. */
export function countEvents(events: readonly AuditEvent[]): void {
  const { metrics } = current();
  if (metrics)
    for (const { name, reason } of events) metrics.events.inc({ event: name, reason: reason ?? "" });
}

/** @param source which part caught the error, as `ErrorPlace` names it */
export function countError(source: string): void {
  current().metrics?.errors.inc({ source });
}

/** @returns the counters in the text format of Prometheus and its media type; null where nothing is counted */
export async function readMetrics(): Promise<{ text: string; contentType: string } | null> {
  const { metrics } = current();
  return metrics && { text: await metrics.registry.metrics(), contentType: metrics.registry.contentType };
}
