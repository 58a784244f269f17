import { build, isBuilt } from "@/scripts/build";
import { startServer } from "./server";

/**
 * Runs before all tests: builds the current sources, and starts the one server that all files without settings share.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  if (!isBuilt() && (await build()) !== 0) throw new Error("The build failed.");
  const server = await startServer();
  const { url, origin, port, databaseFile, sessionSecret, logFile } = server;
  process.env.LATCHKEY_E2E_SERVER = JSON.stringify({
    url,
    origin,
    port,
    databaseFile,
    sessionSecret,
    logFile,
  });
  return server.stop;
}
