/**
 * Group commit: transactions that arrive at the same time share one commit. `synchronous=FULL` makes every commit wait
 * for the disk; sixteen refreshes in one group wait as long as one.
 */
import { DatabaseUnavailable } from "@/db/engine/errors";
import type { Client } from "./connection";
import { isLocked, LOCK_RETRY_MS, withEngineErrors } from "./errors";

/** A piece of work, and how its caller learns the outcome. */
interface QueuedTransaction {
  /** On the `performance.now()` clock: after this, it does not wait for another process's lock any longer. */
  deadline: number;
  /** @returns a function that tells the caller the outcome, once it is on disk */
  run(): () => void;
  fail(error: unknown): void;
}

/**
 * @param options.verifyFile throws when the open file is not the one that will be read at the next start
 * @param options.limitMs how long a piece of work waits for the write lock of another process
 * @returns a function that runs a piece of work under the write lock and resolves when it is on disk. Each piece is all
 *   or nothing by itself, sees what those before it have written, and may be run again from its start. It cannot await.
 */
export function createGroupCommit(
  client: Client,
  { limitMs: usualLimitMs, verifyFile }: { limitMs: number; verifyFile: () => void },
): <T>(work: () => T, limitMs?: number) => Promise<T> {
  const sqlite = client.$client;
  let queued: QueuedTransaction[] = [];
  let isScheduled = false;

  const alone = sqlite.transaction((piece: QueuedTransaction) => piece.run()); // inside another one: a savepoint
  /** Most groups have one piece. It needs no savepoint: the transaction is its own. */
  const commitGroup = (group: QueuedTransaction[]) =>
    group.length === 1 ? group.map((piece) => alone.immediate(piece)) : together.immediate(group);
  const together = sqlite.transaction((group: QueuedTransaction[]) => group.map(attempt));

  /** A bug rolls back its own piece. A failure of the database, or a rollback by it, rolls back the group. */
  function attempt(piece: QueuedTransaction): () => void {
    try {
      return withEngineErrors(() => alone(piece));
    } catch (error) {
      if (error instanceof DatabaseUnavailable || !sqlite.inTransaction) throw error;
      return () => piece.fail(error);
    }
  }

  function commit(): void {
    const group = queued;
    queued = [];
    isScheduled = false;
    try {
      verifyFile();
      for (const settle of withEngineErrors(() => commitGroup(group))) settle();
    } catch (error) {
      const isLate = ({ deadline }: QueuedTransaction) => performance.now() + LOCK_RETRY_MS > deadline;
      const again = isLocked(error) ? group.filter((piece) => !isLate(piece)) : [];
      for (const piece of group) if (!again.includes(piece)) piece.fail(error);
      if (again.length === 0) return;
      queued = again;
      isScheduled = true;
      setTimeout(commit, LOCK_RETRY_MS);
    }
  }

  return (work, limitMs = usualLimitMs) =>
    new Promise((resolve, fail) => {
      // Runs after the requests that have arrived meanwhile have queued their work too.
      if (!isScheduled) setImmediate(commit);
      isScheduled = true;
      queued.push({
        deadline: performance.now() + limitMs,
        run() {
          const outcome = work();
          return () => resolve(outcome);
        },
        fail,
      });
    });
}
