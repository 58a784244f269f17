/** What belongs to one user: the key of their drafts in a browser, and the demo's note. */
import { and, eq, sql } from "drizzle-orm";
import { type Engine, one, write } from "@/db/engine/engine";
import { insertInto, statement } from "@/db/engine/statements";
import type { notes as table } from "@/db/sqlite/schema";

export type StoredNote = typeof table.$inferSelect;

const keepKey = statement(({ db, draftKeys }) => insertInto(db, draftKeys).onConflictDoNothing());
const keyOf = statement(({ db, param, draftKeys }) =>
  db
    .select()
    .from(draftKeys)
    .where(and(eq(draftKeys.userId, param("userId")), eq(draftKeys.browserId, param("browserId")))),
);
const noteOf = statement(({ db, param, notes }) =>
  db
    .select()
    .from(notes)
    .where(eq(notes.userId, param("userId"))),
);
const saveNote = statement(({ db, notes }) =>
  insertInto(db, notes).onConflictDoUpdate({
    target: notes.userId,
    set: { text: sql`excluded.text`, updatedAt: sql`excluded.updated_at` },
  }),
);

export function createPersonal(engine: Engine) {
  return {
    /**
     * @param candidate the key to keep if there is none yet; two first calls at once end up with the same one
     * @returns the key of this user's drafts in this browser, base64url
     */
    async findOrKeepDraftKey(
      userId: string,
      browserId: string,
      candidate: string,
      now: number,
    ): Promise<string> {
      await engine.run(write(keepKey, { userId, browserId, key: candidate, createdAt: now }));
      const kept = await engine.run(one(keyOf, { userId, browserId }));
      return kept?.key ?? candidate;
    },

    async findNote(userId: string): Promise<StoredNote | null> {
      return engine.run(one(noteOf, { userId }));
    },

    async saveNote(note: StoredNote): Promise<void> {
      await engine.run(write(saveNote, { ...note }));
    },
  };
}
