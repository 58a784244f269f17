/**
 * Opens the database file named by the first argument, fills it until a write fails, and prints what `ping` says before
 * and after. Run under a file-size limit, which simulates a full disk.
 */
import { openDatabase } from "@/db/database";

const [file] = process.argv.slice(2);
const db = openDatabase(`file:${file}`, { root: "/" });
const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    () => "ok",
    (error: Error) => `${error.name}: ${error.message}`,
  );

const before = await outcomeOf(db.ping());
let write = "ok";
for (let at = 0; at < 2000 && write === "ok"; at += 1) {
  const event = { name: "signed_in" as const, at, userId: "ada", sessionId: "s".repeat(4000), reason: null };
  const actor = { userId: null, sessionId: null, ipAddress: null, device: null };
  write = await outcomeOf(db.recordEvent({ ...event, actor }));
}
console.log(JSON.stringify({ before, write, after: await outcomeOf(db.ping()) }));
process.exit();
