/** Makes the demo accounts. With DEMO=on the app does the same when it starts. */
import { database } from "@/lib/server/database";
import { seed } from "@/lib/server/demo";

console.log((await seed()) ? "The demo accounts are made." : "The demo accounts are there already.");
database().close();
