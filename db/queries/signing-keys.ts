/** The keys that sign access tokens. */
import { asc, desc, eq } from "drizzle-orm";
import { type Engine, lock, rows, write } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { signingKeys as table } from "@/db/sqlite/schema";
import { insertStatement } from "./row-writes";

export type StoredKey = typeof table.$inferSelect;

const all = statement(({ db, signingKeys }) =>
  db.select().from(signingKeys).orderBy(desc(signingKeys.createdAt), asc(signingKeys.kid)),
);
const insert = insertStatement(({ signingKeys }) => signingKeys);
const reseal = statement(({ db, param, signingKeys }) =>
  db
    .update(signingKeys)
    .set({ sealedPrivateKey: param("sealedPrivateKey") })
    .where(eq(signingKeys.kid, param("kid"))),
);
const remove = statement(({ db, param, signingKeys }) =>
  db.delete(signingKeys).where(eq(signingKeys.kid, param("kid"))),
);

/** @returns the reads and writes of signing keys, as methods of `Database` */
export function createSigningKeyQueries(engine: Engine) {
  return {
    /** @returns all signing keys, newest first */
    async listKeys(): Promise<StoredKey[]> {
      return engine.run(rows(all));
    },

    /**
     * Adds a key, unless another one has been added meanwhile: when many processes find that a key is needed, one adds
     * it.
     *
     * @param seen the ids of the keys there were when it was found that another is needed
     */
    async addKey(key: StoredKey, seen: string[]): Promise<void> {
      await engine.decide(function* () {
        yield* lock({ of: "signing keys" });
        const known = yield* rows(all);
        if (known.every(({ kid }) => seen.includes(kid))) yield* insert(key);
      });
    },

    async resealKey(kid: string, sealedPrivateKey: string): Promise<void> {
      await engine.run(write(reseal, { kid, sealedPrivateKey }));
    },

    async removeKeys(kids: string[]): Promise<void> {
      await engine.decide(function* () {
        yield* lock({ of: "signing keys" });
        for (const kid of kids) yield* write(remove, { kid });
      });
    },

    /**
     * Deletes keys that cannot have signed a valid token: those that were replaced before an instant.
     * @returns how many
     */
    async sweepKeys(before: number): Promise<number> {
      return engine.decide(function* () {
        yield* lock({ of: "signing keys" });
        const keys = yield* rows(all);
        const outlived = keys.filter(
          (_, at) => (keys[at - 1]?.createdAt ?? Number.POSITIVE_INFINITY) < before,
        );
        for (const { kid } of outlived) yield* write(remove, { kid });
        return outlived.length;
      });
    },
  };
}
