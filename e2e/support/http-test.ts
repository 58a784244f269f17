import { readFileSync } from "node:fs";
import { test as base, expect } from "@playwright/test";
import { type Server, type ServerOptions, startServer } from "./server";

export { expect };

export type SharedServer = Pick<Server, "url" | "origin" | "port" | "databaseFile" | "logs"> &
  Partial<Pick<Server, "advanceClock">>;

interface WorkerFixtures {
  /** Settings that a file's tests need a server of their own for: `test.use({ settings: { … } })`, at the top of the file. */
  settings: ServerOptions | null;
  /** The server that all ordinary tests share, or one with the settings of this file. */
  server: SharedServer;
}

/** For tests over HTTP: nothing here starts a browser. */
// biome-ignore lint/complexity/noBannedTypes: there are no fixtures of single tests.
export const test = base.extend<{}, WorkerFixtures>({
  settings: [null, { option: true, scope: "worker" }],

  server: [
    async ({ settings }, use) => {
      if (!settings) return use(sharedServer());
      const own = await startServer(settings);
      await use(own);
      await own.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

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
