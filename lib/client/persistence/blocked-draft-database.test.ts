import { expect, test } from "vitest";
import { openDraftDatabase } from "./draft-database";

test("a browser that throws when IndexedDB is accessed rejects the call, and does not crash the page", async () => {
  const records = openDraftDatabase(
    () => {
      throw new DOMException("blocked by policy", "SecurityError");
    },
    () => 0,
  );
  await expect(records.get("note")).rejects.toThrow("blocked by policy");
});
