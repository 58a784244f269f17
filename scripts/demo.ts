/** `npm run demo`: from the sources to a running app with accounts to sign in with. */

import { DEMO_ACCOUNTS } from "@/lib/session/demo-accounts";
import { build, isBuilt } from "./build";
import { findFreePort } from "./ports";
import { endWithUs, exitCodeOf, stop } from "./processes";
import { becomesHealthy, serve } from "./serving";

process.env.DEMO ||= "on";

endWithUs(0);
const port = await choosePort();
if (!isBuilt()) {
  console.log("Building the app: a minute, and only when its sources have changed …");
  if ((await build()) !== 0) fail("The build failed.");
}
// At its start it migrates the database and makes the demo accounts.
const server = serve(port, process.env);
if (await becomesHealthy(server, port)) greet();
else await stop(server);
const code = await exitCodeOf(server);
fail(`The server ended (exit code ${code}); its last lines above say why.`);

async function choosePort(): Promise<number> {
  const wanted = process.env.PORT || "3000";
  const number = Number(wanted);
  if (!/^\d+$/.test(wanted) || number > 65_535)
    fail(`PORT must be a number from 0 to 65535, not "${wanted}".`);
  const free = await findFreePort(number);
  if (free === null)
    fail(`Port ${wanted} is taken. Stop what listens there, or take another: PORT=3001 npm run demo`);
  process.env.PORT = String(free);
  return free;
}

function greet() {
  console.log(`\nLatchkey is running at ${process.env.APP_URL || `http://localhost:${port}`}`);
  if (process.env.DEMO === "on") {
    console.log("\nSign in with");
    for (const { email, password, role } of Object.values(DEMO_ACCOUNTS)) {
      console.log(`  ${email.padEnd(18)} ${password.padEnd(30)} ${role}`);
    }
  }
  console.log("\nCtrl-C ends it.\n");
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
