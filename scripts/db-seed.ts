/** `npm run db:seed`: creates the demo accounts. With DEMO=on the app does the same when it starts. */
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { seed } from "@/lib/server/demo";

if (config().production)
  throw new Error("Demo accounts do not belong in production: their passwords are public.");
console.log((await seed()) ? "Created the demo accounts." : "The demo accounts exist already.");
await database().close();
