/**
 * The drafts whose forms are open in this document.
 */
import type { Autosave } from "./autosave";

const openDrafts = new Set<Pick<Autosave<never>, "flush">>();

/** Counts a draft as open. @returns a function that ends that */
export function registerDraft(draft: Pick<Autosave<never>, "flush">): () => void {
  openDrafts.add(draft);
  return () => openDrafts.delete(draft);
}

/**
 * Writes every open draft now: to be called before something that may load the document anew.
 *
 * @returns false when a draft could not be written, and would be lost with the document
 */
export async function flushDrafts(): Promise<boolean> {
  // After a sign-in, drafts are kept anew once React has rendered the new session.
  await new Promise((resolve) => setTimeout(resolve));
  const written = await Promise.all([...openDrafts].map((draft) => draft.flush()));
  return written.every(Boolean);
}
