/** `npm run db:after-restore`: run after a backup is restored, before the app starts (docs/operating.md). */
import { revokeAllAfterRestore } from "@/lib/server/sessions/revoke-all-after-restore";
import { withDatabase } from "./with-database";

await withDatabase(async () => {
  const { sessions, users, knownUntil } = await revokeAllAfterRestore();
  console.log(
    `${sessions} sessions of ${users} users are ended, because each may have been ended after the backup was made.`,
  );
  if (knownUntil === null) return;
  console.log(
    [
      `The backup ends at ${new Date(knownUntil).toISOString()}.`,
      "Passwords changed and accounts disabled after that have their earlier state again. Search the app's log for",
      "POST /api/me/password and POST /api/admin/users/…/disable, and repeat those changes.",
    ].join("\n"),
  );
});
