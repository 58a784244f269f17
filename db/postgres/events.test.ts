import { expect, test } from "vitest";
import { openNew, openTestDatabase, postgres } from "@/db/testing/engines";
import { auditEvent, collectEventNames, commitEvents } from "@/db/testing/events";

test("a process receives the events of another process", async () => {
  const { db, url } = await openNew(postgres);
  const received = collectEventNames(openTestDatabase(url));
  for (let at = 0; at < 5; at += 1) await commitEvents(db, auditEvent("signed_in"));
  await expect.poll(() => received).toHaveLength(5);
});
