/**
 * The database as the rest of the app knows it. Nothing outside this folder knows which engine it is.
 */
import { createChanges } from "./change";
import { databaseFile, openClient } from "./client";
import { withEngineErrors } from "./errors";
import { createIdempotency } from "./idempotency";
import { createPersonal } from "./personal";
import { createRecords } from "./records";
import { createSessionReads } from "./sessions";
import { createUserReads } from "./users";

export type Database = ReturnType<typeof openDatabase>;

/**
 * Opens the database, migrates it and checks its settings.
 *
 * @param url `DATABASE_URL`
 * @param options.root the project's root, which a relative path starts from
 * @param options.clock milliseconds since the epoch; tests bring their own
 * @throws Error when the file cannot be opened, is no database, or keeps other settings than the ones it is given
 */
export function openDatabase(
  url: string,
  { root, clock = Date.now }: { root: string; clock?: () => number },
) {
  const client = openClient(databaseFile(url, root));
  return {
    ...createChanges(client, clock),
    ...createSessionReads(client),
    ...createUserReads(client),
    ...createRecords(client),
    ...createPersonal(client),
    ...createIdempotency(client),

    /** @returns the time that counts for every decision, in milliseconds since the epoch */
    async now(): Promise<number> {
      return clock();
    },

    /** @throws DatabaseUnavailable when the database can not be written to right now */
    async ping(): Promise<void> {
      withEngineErrors(() => client.$client.transaction(() => undefined).immediate());
    },

    close(): void {
      client.$client.close();
    },
  };
}
