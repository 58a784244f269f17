/**
 * Where the drafts of this document are kept.
 */
import { after, dateNow } from "@/lib/client/browser/page-events";
import type { AuthClient } from "@/lib/client/session/auth-client";
import { openDraftDatabase } from "./draft-database";
import { createDraftStorage } from "./draft-storage";
import { createMemoryStorage, type DraftStorage } from "./memory-storage";

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
