import { expect, type Page } from "@playwright/test";
import { readDatabase } from "@/e2e/support/database";

/** @returns the text of the note that the server has saved for a user; undefined when there is none */
export function savedNote(server: { databaseFile: string }, email: string) {
  return readDatabase(server, (db) =>
    db
      .prepare("select text from notes join users on users.id = notes.user_id where email = ?")
      .pluck()
      .get(email),
  );
}

/**
 * @returns the initialization vectors of all encrypted drafts in this browser; a draft that is saved again gets a new one
 */
export function storedDraftIvs(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const opening = indexedDB.open("latchkey");
        opening.onsuccess = () => {
          const [store = ""] = opening.result.objectStoreNames;
          const reading = opening.result.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result.map(({ iv }) => String(iv)));
          };
        };
      }),
  );
}

/** Types into the note. Tries again when the field was read-only, which it is while its draft is being loaded. */
export async function typeNote(page: Page, text: string): Promise<void> {
  const note = page.getByLabel("Note");
  await expect(async () => {
    await note.fill(text);
    await expect(note).toHaveValue(text, { timeout: 500 });
  }).toPass();
}
