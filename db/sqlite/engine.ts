/**
 * SQLite: one process, one file. Transactions are committed in groups under `BEGIN IMMEDIATE`, which keeps every other
 * writer out, so row locks are not needed and nothing has to be retried.
 */
import type { Engine, Listener, Operation } from "@/db/engine/engine";
import type { Client } from "./connection";
import { whenUnlocked } from "./errors";
import { createExecutor } from "./execute";
import { watchFileIdentity } from "./file-identity";
import { createGroupCommit } from "./group-commit";

/** How long a write waits for another process's lock before it is refused. */
const LOCK_LIMIT_MS = 5000;
const PING_LIMIT_MS = 2000;

/**
 * @param client an open, migrated database
 * @param clock returns milliseconds since the epoch
 * @returns the engine that runs queries on one SQLite file
 */
export function createSqliteEngine(client: Client, clock: () => number): Engine {
  const { execute, answer } = createExecutor(client, clock);
  const verifyFile = watchFileIdentity(client.$client.name);
  const commit = createGroupCommit(client, { limitMs: LOCK_LIMIT_MS, verifyFile });
  const listeners = new Set<Listener>();

  /** Writes a page of the file. Nothing else uses `user_version`, and its value means nothing. */
  function writePage(): void {
    const version = Number(client.$client.pragma("user_version", { simple: true }));
    client.$client.pragma(`user_version = ${(version + 1) % 1000}`);
  }

  /** Each statement by itself, so that none is run twice when a later one has to wait for the lock. */
  async function answerWhenUnlocked(operation: Operation): Promise<unknown> {
    if (operation.kind !== "all") return whenUnlocked(() => answer(operation, [], undefined), LOCK_LIMIT_MS);
    const answers: unknown[] = [];
    for (const each of operation.operations) answers.push(await answerWhenUnlocked(each));
    return answers;
  }

  return {
    async run(query) {
      let step = query.next();
      while (!step.done) step = query.next(await answerWhenUnlocked(step.value));
      return step.value;
    },
    async decide(makeQuery, signal) {
      const { outcome, delivered } = await commit(() => execute(makeQuery(), signal));
      if (delivered.length > 0) for (const listener of listeners) listener(delivered);
      return outcome;
    },
    async now() {
      return clock();
    },
    async ping() {
      await commit(writePage, PING_LIMIT_MS);
    },
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async ready() {}, // migrated when it was opened
    async close() {
      client.$client.close();
    },
  };
}
