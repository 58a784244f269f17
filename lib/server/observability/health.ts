/** What a server tells of its own health to who may ask: see `app/api/health/route.ts`. */
import type { z } from "zod";
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { innermost } from "@/lib/server/errors";
import { passwordQueue } from "@/lib/server/factors/password-hash";
import { countStreams } from "@/lib/server/sessions/session-events";
import type { healthSchema } from "@/lib/session/view-schemas/operations";

/** `GET /api/health?verbose` with METRICS_TOKEN; on a developer's machine also without. */
export type HealthView = z.infer<typeof healthSchema>;

/** Tries a write, and reads the rest from memory. Never throws. */
export async function readHealth(): Promise<HealthView> {
  const startedAt = performance.now();
  const cause = await database()
    .ping()
    .then(() => null, causeOf);
  const status = cause === null ? "ok" : "unavailable";
  const { running, waiting } = passwordQueue();
  return {
    status,
    database: {
      status,
      engine: config().databaseUrl.startsWith("file:") ? "sqlite" : "postgres",
      ms: Math.round(performance.now() - startedAt),
      cause,
    },
    mail: { delivered: config().mail.url !== null, oldestDueSeconds: await oldestDueSeconds() },
    streams: countStreams(),
    passwordHashes: { running, waiting: waiting.length },
    uptimeSeconds: Math.round(process.uptime()),
  };
}

function causeOf(error: unknown): string {
  const inner = innermost(error);
  return inner instanceof Error ? inner.message : String(inner);
}

async function oldestDueSeconds(): Promise<number | null> {
  const db = database();
  return Promise.all([db.nextMailAt(), db.now()]).then(
    ([at, now]) => (at === null ? 0 : Math.max(0, Math.round((now - at) / 1000))),
    () => null,
  );
}
