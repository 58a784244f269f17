import { expect, test } from "vitest";
import { FakeClock } from "@/lib/client/fakes/fake-clock";
import { openDraftDatabase } from "./draft-database";

const record = { userId: "ada", iv: new Uint8Array(12), sealed: new ArrayBuffer(1), savedAt: 0 };

function open(findFactory: () => IDBFactory) {
  const clock = new FakeClock();
  const after = (milliseconds: number, run: () => void) => clock.after(milliseconds, run);
  return { clock, records: openDraftDatabase(findFactory, { dateNow: () => 0, after }) };
}

test("a browser that throws when IndexedDB is accessed rejects the call, and does not crash the page", async () => {
  const { records } = open(() => {
    throw new DOMException("blocked by policy", "SecurityError");
  });
  await expect(records.get("note")).rejects.toThrow("blocked by policy");
  await expect(records.put("note", record)).rejects.toThrow("blocked by policy");
});

test("a browser whose IndexedDB never answers rejects each call after four seconds", async () => {
  const { clock, records } = open(() => ({ open: () => ({}) }) as unknown as IDBFactory);
  const calls = [() => records.get("note"), () => records.put("note", record), () => records.remove("note")];
  for (const call of calls) {
    let outcome: unknown = "waiting";
    call().catch((error) => {
      outcome = error.name;
    });
    await clock.advance(3_999);
    expect(outcome).toBe("waiting");
    await clock.advance(1);
    expect(outcome).toBe("TimeoutError");
  }
});
