import { startSisterSite } from "@/examples/sister-site/server";
import { findFreePort, findServerPort } from "./ports";

/**
 * Starts the example of a sister site in this process, and trusts it in our environment. It listens on the second port after
 * the app's where that is free. Under `localhost` it is of the same site as the app, under `127.0.0.1` of another one.
 */
export async function startExampleSister(appPort: number): Promise<void> {
  const appUrl = process.env.APP_URL || `http://localhost:${appPort}`;
  const wanted = (await findFreePort(appPort + 2)) ?? (await findServerPort());
  const { port } = await startSisterSite({ appUrl: () => appUrl, port: wanted });
  const origins = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  process.env.TRUSTED_ORIGINS = [process.env.TRUSTED_ORIGINS, ...origins].filter(Boolean).join();
  console.log(`\nThe sister site is running at ${origins[0]}, and as another site at ${origins[1]}`);
}
