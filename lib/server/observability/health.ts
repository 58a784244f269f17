/** What a server tells of its own health to a program on the same machine. */
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { innermost } from "@/lib/server/errors";
import { passwordQueue } from "@/lib/server/password-hash";
import { countStreams } from "@/lib/server/session-events";

/** `GET /api/health?verbose`, for loopback alone. */
export interface HealthView {
  status: "ok" | "unavailable";
  database: {
    status: "ok" | "unavailable";
    engine: "sqlite" | "postgres";
    /** How long a write took, in milliseconds, until it was committed or refused. */
    ms: number;
    /** Why it was refused, in the words of the engine. Null when it is well. */
    cause: string | null;
  };
  mail: {
    /** Whether a mail server is set; without one, messages stay in the database. */
    delivered: boolean;
    /** For how many seconds the oldest message has been due; 0 when none waits, null when it can't be read. */
    oldestDueSeconds: number | null;
  };
  streams: number;
  passwordHashes: { running: number; waiting: number };
  uptimeSeconds: number;
}

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
