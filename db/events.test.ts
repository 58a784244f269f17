import { describe, expect, test, vi } from "vitest";
import type { AuditEvent } from "@/lib/session/decision";
import { engines, openNew, openTestDatabase } from "./testing/engines";
import { happened, hear, tellOf } from "./testing/events";

describe.each(engines)("$name", (engine) => {
  test("a committed event reaches the listeners once, with every field of its audit row", async () => {
    const { db } = await openNew(engine);
    const heard: AuditEvent[][] = [];
    const stop = db.onCommitted((events) => void heard.push(events));
    const event = { ...happened("device_renamed", "first"), reason: null };
    await tellOf(db, event, { ...event, name: "profile_changed" });
    await vi.waitFor(() => expect(heard.flat()).toHaveLength(2));
    const { at: _, ...rest } = event;
    expect(heard.flat()).toEqual([
      expect.objectContaining(rest),
      expect.objectContaining({ name: "profile_changed" }),
    ]);
    stop();
    await tellOf(db, event);
    await db.ping();
    expect(heard.flat()).toHaveLength(2);
  });

  test("an event that was rolled back reaches no listener", async () => {
    const { db } = await openNew(engine);
    const heard = hear(db);
    await expect(
      db.changeAccount({ id: "ada" }, () => ({
        outcome: null,
        changes: [],
        events: [happened("signed_in"), { ...happened("signed_in"), name: null as never }],
      })),
    ).rejects.toThrow();
    await tellOf(db, happened("signed_up"));
    await vi.waitFor(() => expect(heard).toContain("signed_up"));
    expect(heard).toEqual(["signed_up"]);
    expect(await db.listEvents("ada", { own: 10, attempts: 10 })).toHaveLength(1);
  });

  test("more events than fit into one notification reach the listeners", async () => {
    const { db } = await openNew(engine);
    const heard = hear(db);
    await tellOf(db, ...Array.from({ length: 1000 }, () => happened("session_ended")));
    await vi.waitFor(() => expect(heard).toHaveLength(1000));
  });
});

test("PostgreSQL: a process receives the events of another process", async () => {
  const [, postgres] = engines;
  if (!postgres) throw new Error("no PostgreSQL");
  const { db, url } = await openNew(postgres);
  const heard = hear(openTestDatabase(url));
  for (let at = 0; at < 5; at += 1) await tellOf(db, happened("signed_in"));
  await vi.waitFor(() => expect(heard).toHaveLength(5));
});
