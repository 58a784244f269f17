import { expect, type Page } from "@playwright/test";
import { readDatabase } from "@/e2e/support/database";
import { waitForHydratedPage } from "@/e2e/support/hydration";

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
 * @returns the initialization vectors of all encrypted drafts in this browser. A draft that is saved again gets a new
 *   one
 */
export function storedDraftIvs(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    // Opened before the page has done so, the database would be made without its store.
    if (!(await indexedDB.databases()).some(({ name }) => name === "latchkey")) return [];
    return new Promise<string[]>((resolve) => {
      const opening = indexedDB.open("latchkey");
      opening.onsuccess = () => {
        const [store = ""] = opening.result.objectStoreNames;
        const reading = opening.result.transaction(store).objectStore(store).getAll();
        reading.onsuccess = () => {
          opening.result.close();
          resolve(reading.result.map(({ iv }) => String(iv)));
        };
      };
    });
  });
}

/** Types into the note of a hydrated page. Tries again when the field is read-only, which it is while its draft is being loaded. */
export async function typeNote(page: Page, text: string): Promise<void> {
  await waitForHydratedPage(page);
  const note = page.getByLabel("Note");
  await expect(async () => {
    await note.fill(text);
    await expect(note).toHaveValue(text, { timeout: 500 });
  }).toPass();
}

/** Types into the note and waits until the draft is stored. @returns the draft's initialization vectors */
export async function typeDraft(page: Page, text: string): Promise<string[]> {
  await typeNote(page, text);
  await expect.poll(() => storedDraftIvs(page)).toHaveLength(1);
  return storedDraftIvs(page);
}

/** Holds the opening of every IndexedDB in the documents to come, until `release` is called. */
export async function holdDraftDatabase(page: Page): Promise<{ release: () => Promise<void> }> {
  await page.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    const held = new Promise((resolve) => addEventListener("release-database", resolve));
    IDBFactory.prototype.open = function (...args) {
      const handlers: Partial<Omit<IDBOpenDBRequest, "result">> = {};
      void held.then(() => {
        const request = open.apply(this, args);
        Object.defineProperty(handlers, "result", { get: () => request.result });
        Object.assign(request, handlers);
      });
      return handlers as IDBOpenDBRequest;
    };
  });
  return { release: () => page.evaluate(() => void dispatchEvent(new Event("release-database"))) };
}
