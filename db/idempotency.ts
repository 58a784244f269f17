/** Requests that may come twice, and what the first of them was answered. */
import { and, eq, isNull, lt, or } from "drizzle-orm";
import type { Client } from "./client";
import { withEngineErrors } from "./errors";
import { idempotencyKeys } from "./schema";

export type StoredAnswer = typeof idempotencyKeys.$inferSelect;

export function createIdempotency(client: Client) {
  return {
    /**
     * Takes a key for a request that begins now.
     *
     * @param expired rows from before this instant count as gone; so do unfinished ones from before `abandoned`, whose
     *   process has died
     * @returns null when the key is now this request's; else the row of the request that has it
     */
    async takeKey(
      row: { id: string; bodyHash: string; createdAt: number },
      { expired, abandoned }: { expired: number; abandoned: number },
    ): Promise<StoredAnswer | null> {
      return withEngineErrors(() =>
        client.transaction(
          () => {
            const gone = or(
              lt(idempotencyKeys.createdAt, expired),
              and(isNull(idempotencyKeys.status), lt(idempotencyKeys.createdAt, abandoned)),
            );
            client
              .delete(idempotencyKeys)
              .where(and(eq(idempotencyKeys.id, row.id), gone))
              .run();
            const taken =
              client.insert(idempotencyKeys).values(row).onConflictDoNothing().run().changes === 1;
            if (taken) return null;
            return client.select().from(idempotencyKeys).where(eq(idempotencyKeys.id, row.id)).get() ?? null;
          },
          { behavior: "immediate" },
        ),
      );
    },

    /** Keeps the answer for whoever asks again. */
    async keepAnswer(id: string, status: number, answer: string): Promise<void> {
      withEngineErrors(() =>
        client.update(idempotencyKeys).set({ status, answer }).where(eq(idempotencyKeys.id, id)).run(),
      );
    },

    /** Gives a key back: what came of it is not to be repeated. */
    async releaseKey(id: string): Promise<void> {
      withEngineErrors(() => client.delete(idempotencyKeys).where(eq(idempotencyKeys.id, id)).run());
    },

    /** Deletes answers from before an instant. @returns how many */
    async sweepAnswers(before: number): Promise<number> {
      return withEngineErrors(
        () => client.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, before)).run().changes,
      );
    },
  };
}
