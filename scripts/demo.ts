/** `npm run demo`: from the sources to a running app with accounts to sign in with. */

import { buildIfStale, choosePort, fail, listAccounts } from "./cli-output";
import { endWithUs, exitCodeOf, stop } from "./processes";
import { becomesHealthy, serve } from "./serve";

process.env.DEMO ||= "on";

endWithUs(0);
const port = await choosePort("npm run demo");
process.env.PORT = String(port);
await buildIfStale();
// At its start it migrates the database and makes the demo accounts.
const server = serve(port, process.env);
if (await becomesHealthy(server, port)) greet();
else await stop(server);
const code = await exitCodeOf(server);
fail(`The server ended (exit code ${code}); its last lines above say why.`);

function greet() {
  console.log(`\nLatchkey is running at ${process.env.APP_URL || `http://localhost:${port}`}`);
  listAccounts();
  console.log("\nCtrl-C ends it.\n");
}
