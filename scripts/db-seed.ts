/** `npm run db:seed`: creates the demo accounts. With DEMO=on the app does the same when it starts. */
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { seed } from "@/lib/server/demo/start-demo";
import { exitWithError } from "./cli-output";

if (!config().demo)
  exitWithError(
    "The demo accounts have public passwords and work only with DEMO=on: DEMO=on npm run db:seed",
  );
console.log((await seed()) ? "Created the demo accounts." : "The demo accounts exist already.");
await database().close();
