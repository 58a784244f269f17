/** Deletes what is past its retention. The app does the same every hour. */
import { database } from "@/lib/server/database";
import { RETENTION } from "@/lib/server/sweeper";

const db = database();
const deleted = await db.sweep((await db.now()) - RETENTION);
console.log(
  `Deleted ${deleted.sessions} sessions, ${deleted.events} audit events, ${deleted.limits} counters.`,
);
db.close();
