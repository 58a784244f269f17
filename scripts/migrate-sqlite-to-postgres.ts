/**
 * Moves all data to PostgreSQL: `DATABASE_URL=postgres://… npm run migrate:sqlite-to-postgres -- data/latchkey.db`.
 * Stop the app first; start it with the new DATABASE_URL and the same SESSION_SECRET afterwards.
 */
import { MigrationError, migrateToPostgres } from "@/db/admin/migrate-to-postgres";
import { exitWithError } from "./cli-output";

const [file, ...rest] = process.argv.slice(2);
const url = process.env.DATABASE_URL ?? "";
if (!file || rest.length > 0 || !/^postgres(?:ql)?:/.test(url)) {
  exitWithError("Usage: DATABASE_URL=postgres://… npm run migrate:sqlite-to-postgres -- data/latchkey.db");
}

try {
  for (const { name, rows, checksum } of await migrateToPostgres(file, url)) {
    console.log(`${name.padEnd(18)} ${String(rows).padStart(9)} rows   ${checksum.slice(0, 16)}`);
  }
  console.log(
    [
      "All data has arrived, and no user is signed out. Start the app with this DATABASE_URL and the same",
      `SESSION_SECRET as before, and put ${file} away: what an old process writes to it now would be lost.`,
    ].join("\n"),
  );
} catch (error) {
  exitWithError(error instanceof MigrationError ? error.message : String(error));
}
