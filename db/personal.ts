/** What belongs to one user: the key of their drafts in a browser, and the demo's note. */
import { and, eq } from "drizzle-orm";
import type { Client } from "./client";
import { withEngineErrors } from "./errors";
import { draftKeys, notes } from "./schema";

export type StoredNote = typeof notes.$inferSelect;

export function createPersonal(client: Client) {
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
      return withEngineErrors(() => {
        const row = { userId, browserId, key: candidate, createdAt: now };
        client.insert(draftKeys).values(row).onConflictDoNothing().run();
        const own = and(eq(draftKeys.userId, userId), eq(draftKeys.browserId, browserId));
        return client.select().from(draftKeys).where(own).get()?.key ?? candidate;
      });
    },

    async findNote(userId: string): Promise<StoredNote | null> {
      return withEngineErrors(
        () => client.select().from(notes).where(eq(notes.userId, userId)).get() ?? null,
      );
    },

    async saveNote(note: StoredNote): Promise<void> {
      const { text, updatedAt } = note;
      withEngineErrors(() =>
        client
          .insert(notes)
          .values(note)
          .onConflictDoUpdate({ target: notes.userId, set: { text, updatedAt } })
          .run(),
      );
    },
  };
}
