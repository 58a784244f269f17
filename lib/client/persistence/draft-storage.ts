/**
 * Drafts at rest: AES-GCM under a key that only the server keeps, and gives only to a session of this user on this
 * browser. Here it is imported non-extractable, and in memory. User and form are additional data, so that a draft put
 * under another name does not open. Whatever does not open is dropped.
 */

import type { DraftDatabase } from "./draft-database";
import type { DraftStorage } from "./memory-storage";

export interface DraftStorageParts {
  userId: string;
  /** Base64url of 32 bytes. */
  fetchKey(): Promise<string>;
  records: DraftDatabase;
  crypto: Pick<Crypto, "subtle" | "getRandomValues">;
  /** Milliseconds since the epoch, by this device. */
  dateNow(): number;
}

/** Bytes; the length NIST SP 800-38D §8.2 recommends. Random: far fewer than 2^32 drafts go under one key. */
const IV_LENGTH = 12;

/** @returns the storage of one user's drafts, encrypted */
export function createDraftStorage(parts: DraftStorageParts): DraftStorage {
  const { userId, fetchKey, records, crypto, dateNow } = parts;
  let key: Promise<CryptoKey> | null = null;

  async function importKey(): Promise<CryptoKey> {
    const text = (await fetchKey()).replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const imported = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    bytes.fill(0);
    return imported;
  }

  function getKey(): Promise<CryptoKey> {
    if (key) return key;
    const asked = importKey();
    key = asked;
    // A server that was away is asked again the next time.
    asked.catch(() => {
      if (key === asked) key = null;
    });
    return asked;
  }

  const nameOf = (form: string) => JSON.stringify([userId, form]);
  const additionalData = (form: string) => new TextEncoder().encode(nameOf(form));

  return {
    isPersistent: true,
    async read(form) {
      // Where nothing can be stored, nothing was.
      const record = await records.get(nameOf(form)).catch(() => null);
      if (!record) return null;
      const key = await getKey();
      const algorithm = { name: "AES-GCM", iv: record.iv, additionalData: additionalData(form) };
      try {
        return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, record.sealed));
      } catch {
        await records.remove(nameOf(form));
        return null;
      }
    },
    async write(form, text) {
      const key = await getKey();
      const iv = crypto.getRandomValues(new Uint8Array(IV_LENGTH));
      const algorithm = { name: "AES-GCM", iv, additionalData: additionalData(form) };
      const sealed = await crypto.subtle.encrypt(algorithm, key, new TextEncoder().encode(text));
      await records.put(nameOf(form), { userId, iv, sealed, savedAt: dateNow() });
    },
    remove: (form) => records.remove(nameOf(form)),
    // Two tabs that type into the same form each show their own; the last one is kept.
    watch: (form, run) => records.watch(nameOf(form), run),
    async forget(drafts) {
      key = null;
      if (drafts) await records.removeOf(userId);
    },
  };
}
