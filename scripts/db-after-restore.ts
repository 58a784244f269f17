/** `npm run db:after-restore`: run after a backup is restored, before the app starts (docs/operating.md). */
import { revokeAllAfterRestore } from "@/lib/server/sessions/revoke-all-after-restore";
import { afterRestoreNotes } from "./after-restore-notes";
import { withDatabase } from "./with-database";

await withDatabase(async () => {
  const { sessions, users, knownUntil } = await revokeAllAfterRestore();
  console.log(
    `${sessions} sessions of ${users} users are ended, because each may have been ended after the backup was made.`,
  );
  if (knownUntil !== null) console.log(afterRestoreNotes(knownUntil));
});
