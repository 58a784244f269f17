/** After a backup was restored, before the app starts on it: docs/outgrowing-one-machine.md. */
import { endAllInDoubt } from "@/lib/server/revoke-all-sessions";
import { withDatabase } from "./with-database";

await withDatabase(async () => {
  const { sessions, users, knownUntil } = await endAllInDoubt();
  console.log(
    `${sessions} sessions of ${users} users are ended: each may have been ended after the backup was made.`,
  );
  if (knownUntil === null) return;
  console.log(
    [
      `This database knows nothing of what happened after ${new Date(knownUntil).toISOString()}.`,
      "Passwords changed and accounts disabled since then are as they were before. Look in the app's log for",
      "POST /api/me/password and POST /api/admin/users/…/disable, and see to them again.",
    ].join("\n"),
  );
});
