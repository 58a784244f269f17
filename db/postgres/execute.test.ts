import { expect, test } from "vitest";
import { all, lock, now } from "@/db/engine/engine";
import type { PostgresConnection } from "./connection";
import { createExecutor } from "./execute";

test("a pipelined transaction fails with the first error, not with the aborted transaction that follows from it", async () => {
  const lockTimeout = new Error("55P03");
  const connection = {
    async query(text: string) {
      if (!text.startsWith("select")) return [];
      await new Promise(setImmediate);
      throw lockTimeout;
    },
    async time() {
      throw new Error("25P02");
    },
  } as unknown as PostgresConnection;
  const executor = createExecutor({ notify: async () => {} });
  const decision = executor.transact(all(lock({ of: "session", id: "any" }), now()), connection, () => 1000);
  await expect(decision).rejects.toBe(lockTimeout);
});
