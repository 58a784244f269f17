/** Brings the database's schema up to date. The app does the same when it starts. */
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";

database().close();
console.log(`${config().databaseUrl} is up to date.`);
