/**
 * `npm run demo`: builds the app if needed, starts it with demo accounts, and prints its address and the passwords.
 *
 *     npm run demo -- --with-provider      starts an identity provider as well, to sign in with
 *     npm run demo -- --with-sister-site   starts a second site as well, which shows who is signed in
 */
import { parseArgs } from "node:util";
import { buildIfStale, choosePort, exitWithError } from "./cli-output";
import { printDemoAccounts } from "./demo-accounts";
import { startExampleProvider } from "./identity-provider";
import { endWithUs, exitCodeOf, stop } from "./processes";
import { becomesHealthy, serve } from "./serve";
import { startExampleSister } from "./sister-site";

process.env.DEMO ||= "on";

const { "with-provider": withProvider, "with-sister-site": withSister } = readArguments();
endWithUs(0);
const port = await choosePort("npm run demo");
process.env.PORT = String(port);
await buildIfStale();
if (withProvider) await startExampleProvider(port);
if (withSister) await startExampleSister(port);
// When it starts, the server migrates the database and creates the demo accounts.
const server = serve(port, process.env);
if (await becomesHealthy(server, port)) greet();
else await stop(server);
const code = await exitCodeOf(server);
exitWithError(`The server ended with exit code ${code}. Its last lines above say why.`);

function greet() {
  console.log(`\nLatchkey is running at ${process.env.APP_URL || `http://localhost:${port}`}`);
  printDemoAccounts();
  console.log("\nPress Ctrl-C to stop.\n");
}

function readArguments() {
  try {
    const options = {
      "with-provider": { type: "boolean" },
      "with-sister-site": { type: "boolean" },
    } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    return exitWithError((error as Error).message);
  }
}
