/** One note a user. */
import { eq, sql } from "drizzle-orm";
import { type Engine, one, type Query, write } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { notes as table } from "@/db/sqlite/schema";
import { insertInto } from "./row-writes";

export type StoredNote = typeof table.$inferSelect;

const noteOf = statement(({ db, param, notes }) =>
  db
    .select()
    .from(notes)
    .where(eq(notes.userId, param("userId"))),
);
const upsertNote = statement(({ db, notes }) =>
  insertInto(db, notes).onConflictDoUpdate({
    target: notes.userId,
    set: { text: sql`excluded.text`, updatedAt: sql`excluded.updated_at` },
  }),
);

/** Replaces a user's note. */
export function storeNote({ userId, text, updatedAt }: StoredNote): Query<number> {
  return write(upsertNote, { userId, text, updatedAt });
}

/** @returns the reads of notes, as methods of `Database` */
export function createNoteQueries(engine: Engine) {
  return {
    async findNote(userId: string): Promise<StoredNote | null> {
      return engine.run(one(noteOf, { userId }));
    },
  };
}
