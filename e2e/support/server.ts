import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { makeMemoryFolder } from "@/db/testing/memory-folder";
import { prepareApp } from "@/scripts/app-server";
import { bareEnvironment } from "@/scripts/settings";
import { copyBuild } from "./standalone-build";
import { templateDatabase } from "./template-database";

export interface ServerOptions {
  /** Settings. Without any, rate limits are off. */
  env?: Record<string, string>;
  /** The host in its address, `localhost` by default: another one that leads to this machine, like `app.localhost`. */
  host?: string;
  /** An existing database file to use, instead of a new one. */
  database?: string;
  /** Modules that node loads before the app. */
  preloads?: string[];
  /** Runs the layout of the container image, without the middleware. */
  withoutMiddleware?: boolean;
}

export interface Server {
  /** The address to connect to. */
  url: string;
  /** The origin that the app is configured with. */
  origin: string;
  port: number;
  databaseFile: string;
  /** What seals its cookies and the secrets in its mail. */
  sessionSecret: string;
  logFile: string;
  /** The process id of the current process. */
  readonly pid: number;
  /** All its output so far, including that of earlier processes after a restart. */
  logs(): string;
  /** Moves its clock forward. The offset survives a restart. */
  advanceClock(milliseconds: number): Promise<void>;
  /**
   * Ends it in the middle of its work.
   *
   * @returns its exit code, null when the signal ended it
   */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
  /** Starts it again after {@link kill}: same port, database and settings. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts the built app with a database and a port of its own.
 *
 * @throws when it does not start; the error contains the beginning of its output
 */
export async function startServer({
  env = {},
  host,
  database,
  preloads = [],
  withoutMiddleware = false,
}: ServerOptions = {}): Promise<Server> {
  const folder = makeMemoryFolder("latchkey-e2e-");
  const databaseFile = database ?? join(folder, "data", "latchkey.db");
  mkdirSync(join(folder, "data"));
  if (!database && !env.DATABASE_URL) copyFileSync(templateDatabase(), databaseFile);
  const clockSocket = join(folder, "clock.sock");
  const logFile = join(folder, "server.log");
  writeFileSync(logFile, "");
  const copy = withoutMiddleware ? mkdtempSync(join(tmpdir(), "latchkey-e2e-app-")) : undefined;
  const entry = copy && copyBuild(copy, { withoutMiddleware });
  const removeFiles = () => {
    for (const made of [folder, copy]) if (made) rmSync(made, { recursive: true, force: true });
  };
  const settings: NodeJS.ProcessEnv = {
    ...bareEnvironment(),
    // The address that the server listens on. A container's own host name could not be reached by ours.
    HOSTNAME: "",
    DATABASE_URL: `file:${databaseFile}`,
    SESSION_SECRET: randomBytes(32).toString("base64url"),
    // demo:start
    DEMO: "on",
    // demo:instead
    // EMAIL_VERIFICATION: "off",
    // // Nothing listens there: messages wait in the outbox, where the tests read them.
    // MAIL_URL: "smtp://127.0.0.1:1",
    // demo:end
    RATE_LIMIT: "off",
    NODE_OPTIONS: ["e2e/support/server-clock-preload.mjs", ...preloads]
      .map((file) => `--import=${pathToFileURL(resolve(file))}`)
      .join(" "),
    E2E_CLOCK_SOCKET: clockSocket,
    E2E_CLOCK_OFFSET: "0",
    ...env,
  };
  const app = await prepareApp(settings, { logFile, entry });
  const { url, port, start } = app;
  if (host) settings.APP_URL = `http://${host}:${port}`;
  const logs = () => readFileSync(logFile, "utf8");
  await start().catch((error) => {
    removeFiles();
    throw error;
  });

  return {
    url,
    origin: new URL(settings.APP_URL || url).origin,
    port,
    databaseFile,
    sessionSecret: String(settings.SESSION_SECRET),
    logFile,
    get pid() {
      return app.pid;
    },
    logs,
    async advanceClock(milliseconds) {
      await moveClock(clockSocket, milliseconds);
      settings.E2E_CLOCK_OFFSET = String(Number(settings.E2E_CLOCK_OFFSET) + milliseconds);
    },
    kill: async (signal = "SIGKILL") => app.stop(signal),
    restart: start,
    stop: async () => {
      await app.stop();
      removeFiles();
    },
  };
}

/** Tells the preload of a server's process to move its clock, and waits until the clock has moved. */
async function moveClock(socketFile: string, milliseconds: number): Promise<void> {
  const socket = connect(socketFile);
  socket.write(String(milliseconds));
  const [answer] = await once(socket, "data");
  if (String(answer) !== "moved") throw new Error(`The clock did not move: ${answer}`);
}
