import type { AutosaveStorage } from "./autosave";

export interface DraftStorage extends AutosaveStorage {
  /** Whether drafts outlive the document. */
  isPersistent: boolean;
  /** The user is gone: forgets the key, and with `drafts` what was kept under it. */
  forget(drafts: boolean): Promise<void>;
}

/** Where there is no WebCrypto (an address that is not https) drafts live as long as the document. */
export function createMemoryStorage(): DraftStorage {
  const kept = new Map<string, string>();
  return {
    isPersistent: false,
    read: async (form) => kept.get(form) ?? null,
    write: async (form, text) => void kept.set(form, text),
    remove: async (form) => void kept.delete(form),
    watch: () => () => {},
    forget: async (drafts) => {
      if (drafts) kept.clear();
    },
  };
}
