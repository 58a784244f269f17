/**
 * Moves a living installation: `DATABASE_URL=postgres://… npm run migrate:sqlite-to-postgres -- data/latchkey.db`.
 * Stop the app first; start it with the new DATABASE_URL and the same SESSION_SECRET afterwards.
 */
import { MigrationError, moveToPostgres } from "@/db/admin/migrate-to-postgres";
import { fail } from "./cli-output";

const [file, ...rest] = process.argv.slice(2);
const url = process.env.DATABASE_URL ?? "";
if (!file || rest.length > 0 || !/^postgres(?:ql)?:/.test(url)) {
  fail("Usage: DATABASE_URL=postgres://… npm run migrate:sqlite-to-postgres -- data/latchkey.db");
}

try {
  for (const { name, rows, checksum } of await moveToPostgres(file, url)) {
    console.log(`${name.padEnd(18)} ${String(rows).padStart(9)} rows   ${checksum.slice(0, 16)}`);
  }
  console.log(
    [
      "All of it has arrived, and nobody was signed out. Start the app with this DATABASE_URL and the same",
      `SESSION_SECRET as before, and put ${file} away: whatever an old process wrote to it now would be lost.`,
    ].join("\n"),
  );
} catch (error) {
  fail(error instanceof MigrationError ? error.message : String(error));
}
