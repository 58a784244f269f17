import { describe, expect, test } from "vitest";
import type { AuditEvent } from "@/lib/session/decision";
import { engines, openNew } from "./testing/engines";
import { auditEvent, collectEventNames, commitEvents } from "./testing/events";

describe.each(engines)("$name", (engine) => {
  test("a committed event reaches the listeners once, with every field of its audit row", async () => {
    const { db } = await openNew(engine);
    const received: AuditEvent[][] = [];
    const stop = db.onCommitted((events) => void received.push(events));
    const event = { ...auditEvent("device_renamed", "first"), reason: null };
    await commitEvents(db, event, { ...event, name: "profile_changed" });
    await expect.poll(() => received.flat()).toHaveLength(2);
    const { at: _, ...rest } = event;
    expect(received.flat()).toEqual([
      expect.objectContaining(rest),
      expect.objectContaining({ name: "profile_changed" }),
    ]);
    stop();
    await commitEvents(db, event);
    await db.ping();
    expect(received.flat()).toHaveLength(2);
  });

  test("an event that was rolled back reaches no listener", async () => {
    const { db } = await openNew(engine);
    const received = collectEventNames(db);
    await expect(
      db.changeAccount({ id: "ada" }, () => ({
        outcome: null,
        changes: [],
        events: [auditEvent("signed_in"), { ...auditEvent("signed_in"), name: null as never }],
      })),
    ).rejects.toThrow();
    await commitEvents(db, auditEvent("signed_up"));
    await expect.poll(() => received).toContain("signed_up");
    expect(received).toEqual(["signed_up"]);
    expect(await db.listEvents("ada", { own: 10, attempts: 10 })).toHaveLength(1);
  });

  test("more events than fit into one notification reach the listeners", async () => {
    const { db } = await openNew(engine);
    const received = collectEventNames(db);
    await commitEvents(db, ...Array.from({ length: 1000 }, () => auditEvent("session_ended")));
    await expect.poll(() => received).toHaveLength(1000);
  });
});
