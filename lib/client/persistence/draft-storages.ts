/**
 * The drafts of this document: where they are kept, and those whose forms are open.
 */
import { after, dateNow } from "@/lib/client/browser/page-events";
import type { AuthClient } from "@/lib/client/session/auth-client";
import type { Persistence } from "./autosave";
import { openDraftDatabase } from "./draft-database";
import { createDraftStorage, createMemoryStorage, type DraftStorage } from "./draft-storage";

const storages = new WeakMap<AuthClient, { userId: string; sessionId: string; storage: DraftStorage }>();

/** @returns the storage of this user's drafts: one for each user of this document; signing out empties it. */
export function draftStorageFor(client: AuthClient, userId: string, sessionId: string): DraftStorage {
  const before = storages.get(client);
  if (before?.userId === userId) {
    // The key may have gone with the session before.
    if (before.sessionId !== sessionId) void before.storage.forget(false);
    before.sessionId = sessionId;
    return before.storage;
  }
  void before?.storage.forget(true).catch(() => {});
  const storage = globalThis.crypto?.subtle
    ? createDraftStorage({
        userId,
        fetchKey: async () => (await client.call<{ key: string }>("/api/me/draft-key", { body: {} })).key,
        records: openDraftDatabase(() => indexedDB, { dateNow, after }),
        crypto,
        dateNow,
      })
    : createMemoryStorage();
  if (!before)
    client.on(
      "logout",
      () =>
        void storages
          .get(client)
          ?.storage.forget(true)
          .catch(() => {}),
    );
  storages.set(client, { userId, sessionId, storage });
  return storage;
}

/** Removes the draft of a form that is hidden while it is being submitted, and has no persistence. */
export async function removeDraft(client: AuthClient, form: string): Promise<void> {
  await storages.get(client)?.storage.remove(form);
}

const openDrafts = new Set<Pick<Persistence<never>, "flush">>();

/** Counts a draft as open. @returns a function that ends that */
export function registerDraft(draft: Pick<Persistence<never>, "flush">): () => void {
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
