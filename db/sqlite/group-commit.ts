/**
 * One commit for all that is decided at the same moment. `synchronous=FULL` makes every commit wait for the disk;
 * together, sixteen refreshes wait as long as one.
 */
import { DatabaseUnavailable } from "@/db/engine/errors";
import type { Client } from "./connection";
import { withEngineErrors } from "./errors";

/** A piece of work, and how whoever waits for it hears what came of it. */
interface QueuedTransaction {
  /** @returns what tells the outcome, once it is on disk */
  run(): () => void;
  fail(error: unknown): void;
}

/**
 * @returns what runs a piece of work under the write lock and resolves when it is on disk. Each is all or nothing by
 *   itself, and sees what those before it have written. The work cannot await.
 */
export function createGroupCommit(client: Client): <T>(work: () => T) => Promise<T> {
  const sqlite = client.$client;
  let waiting: QueuedTransaction[] = [];

  const alone = sqlite.transaction((piece: QueuedTransaction) => piece.run()); // inside another one: a savepoint
  const together = sqlite.transaction((group: QueuedTransaction[]) => group.map(attempt));

  /** A bug undoes its own piece; a database that fails, or may have undone everything, undoes the group. */
  function attempt(piece: QueuedTransaction): () => void {
    try {
      return withEngineErrors(() => alone(piece));
    } catch (error) {
      if (error instanceof DatabaseUnavailable) throw error;
      return () => piece.fail(error);
    }
  }

  function commit(): void {
    const group = waiting;
    waiting = [];
    try {
      for (const tell of withEngineErrors(() => together.immediate(group))) tell();
    } catch (error) {
      for (const piece of group) piece.fail(error);
    }
  }

  return (work) =>
    new Promise((resolve, fail) => {
      // After all requests that have arrived meanwhile have come as far as this.
      if (waiting.length === 0) setImmediate(commit);
      waiting.push({
        run() {
          const outcome = work();
          return () => resolve(outcome);
        },
        fail,
      });
    });
}
