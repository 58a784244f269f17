import { build, isBuilt } from "@/scripts/build";
import { startServer } from "./server";

/** Before all tests: a build of the sources as they are, and one server for all that need no other. */
export default async function setUp(): Promise<() => Promise<void>> {
  if (!isBuilt() && (await build()) !== 0) throw new Error("The build failed.");
  const server = await startServer();
  const { url, origin, port, databaseFile, logFile } = server;
  process.env.LATCHKEY_E2E_SERVER = JSON.stringify({ url, origin, port, databaseFile, logFile });
  return server.stop;
}
