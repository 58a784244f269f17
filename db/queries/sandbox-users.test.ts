import { describe, expect, test } from "vitest";
import { engines, openNew } from "@/db/testing/engines";
import type { AuditEvent, Change } from "@/lib/session/decision";
import { newSandboxUser } from "@/lib/session/demo/sandbox-user";
import { userRecord } from "@/lib/session/session";
import { makeUser } from "@/lib/session/testing/test-records";

const madeAt = (secret: string, at: number) => userRecord(newSandboxUser(secret, "Guest", "hash"), at);

const eventOf = (userId: string): AuditEvent => ({
  name: "signed_in",
  at: 1,
  userId,
  sessionId: null,
  actor: { userId, sessionId: null, ipAddress: null, device: null },
  reason: null,
});

describe.each(engines)("throw-away users on $name", (engine) => {
  test("those made before an instant are deleted with their events, by hundreds, and no other user is", async () => {
    const { db } = await openNew(engine);
    const users = [
      ...Array.from({ length: 205 }, (_, at) => madeAt(`old-${at}`, 1000)),
      madeAt("young", 2000),
      { ...makeUser("ada"), createdAt: 500 },
      // Not one of ours, though it ends the same way.
      { ...makeUser("my-sandbox-1"), createdAt: 500 },
    ];
    const changes = users.map((user): Change => ({ kind: "insert-user", user }));
    const events = users.map(({ id }) => eventOf(id));
    await db.changeAccount({ id: "" }, () => ({ outcome: null, changes, events }));

    expect(await db.deleteSandboxUsers(999)).toEqual([]);
    const deleted = await db.deleteSandboxUsers(1000);
    expect(new Set(deleted).size).toBe(205);
    expect(deleted.every((id) => id.startsWith("sandbox-old-"))).toBe(true);
    expect(await db.findUser("sandbox-old-204")).toBeNull();
    for (const id of ["sandbox-young", "ada", "my-sandbox-1"]) {
      expect(await db.findUser(id)).not.toBeNull();
      expect(await db.listEvents(id, { own: 10, attempts: 10 })).toHaveLength(1);
    }
    expect(await db.listEvents("sandbox-old-0", { own: 10, attempts: 10 })).toEqual([]);
    expect(await db.deleteSandboxUsers(1000)).toEqual([]);
  });

  test("searches find them neither by name nor by their events", async () => {
    const { db } = await openNew(engine);
    const changes = [madeAt("one", 1000), makeUser("ada")].map(
      (user): Change => ({ kind: "insert-user", user }),
    );
    const events = [eventOf("sandbox-one"), eventOf("ada")];
    await db.changeAccount({ id: "" }, () => ({ outcome: null, changes, events }));
    expect((await db.searchUsers("", 1, 10)).users.map(({ id }) => id)).toEqual(["ada"]);
    expect((await db.searchUsers("guest", 1, 10)).total).toBe(0);
    const filter = { name: null, user: "", from: null, until: null };
    const found = await db.searchEvents(filter, null, 10);
    expect(found.map(({ event }) => event.userId)).toEqual(["ada"]);
  });
});
