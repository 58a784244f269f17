import { readFileSync } from "node:fs";
import { test as base, expect } from "@playwright/test";
import { type Server, type ServerOptions, startServer } from "./server";

export { expect };

export type SharedServer = Pick<
  Server,
  "url" | "origin" | "port" | "databaseFile" | "sessionSecret" | "logs"
> &
  Partial<Pick<Server, "advanceClock">>;

interface Fixtures {
  /** Settings that a file's tests need a server of their own for: `test.use({ settings: { … } })`, at the top of the file. */
  settings: ServerOptions | null;
  /** The server that all ordinary tests share, or one with the settings of this file. */
  server: SharedServer;
}

interface WorkerFixtures {
  /** @returns the server for a test with these settings; it runs until a test with other settings asks */
  serverFor: (settings: ServerOptions | null) => Promise<SharedServer>;
}

/**
 * For tests over HTTP: nothing here starts a browser. Only the server is changed between two files: a new worker for
 * each file with settings would start the browser anew, too.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  settings: [null, { option: true }],

  serverFor: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      let current: { settings: ServerOptions; server: Server } | null = null;
      const stop = async () => {
        await current?.server.stop();
        current = null;
      };
      await use(async (settings) => {
        if (current && current.settings !== settings) await stop();
        if (!settings) return sharedServer();
        current ??= { settings, server: await startServer(settings) };
        return current.server;
      });
      await stop();
    },
    { scope: "worker" },
  ],

  server: [
    async ({ settings, serverFor }, use, testInfo) => {
      const server = await serverFor(settings);
      const before = server.logs().length;
      await use(server);
      if (testInfo.status !== testInfo.expectedStatus)
        console.error(serverFaults(server.logs().slice(before)));
    },
    // Starting one takes no time of the test's own.
    { timeout: 60_000 },
  ],
});

/** @returns the lines of a log that say what went wrong in the server, for whoever reads why a story failed */
function serverFaults(log: string): string {
  const faults = log
    .split("\n")
    .filter((line) => (line !== "" && !/^\{"level":[1-3]0,/.test(line)) || /"status":5\d\d/.test(line));
  return `The server logged in this time, for all stories:\n${faults.join("\n") || "no fault"}`;
}

/** The server that the global set-up has started. */
export function sharedServer(): SharedServer {
  const shared = JSON.parse(process.env.LATCHKEY_E2E_SERVER ?? "null");
  return { ...shared, logs: () => readFileSync(shared.logFile, "utf8") };
}

/**
 * The servers that the same test runs against in a file with `test.use({ settings: { withoutMiddleware: true } })`: the
 * file's own server has no middleware.ts, the shared server has it.
 */
export const withAndWithoutMiddleware: [name: string, choose: (own: SharedServer) => SharedServer][] = [
  ["without middleware.ts", (own) => own],
  ["with middleware.ts", sharedServer],
];
