import { PRODUCT_SLUG } from "@/lib/session/product";
import type { AutosaveStorage } from "./autosave";

/** The parts of `window` that this storage uses. */
export interface StorageScope {
  localStorage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  addEventListener(type: "storage", listener: (event: StorageEvent) => void): void;
  removeEventListener(type: "storage", listener: (event: StorageEvent) => void): void;
}

/** localStorage, shared between tabs. Anyone with the device can read it, so it is for values that are no secret. */
export function createLocalStorage(scope: StorageScope): AutosaveStorage {
  const named = (key: string) => `${PRODUCT_SLUG}:state:${key}`;
  return {
    read: async (key) => scope.localStorage.getItem(named(key)),
    // Synchronous, so that it is done when the page is being left.
    write(key, text) {
      try {
        scope.localStorage.setItem(named(key), text);
      } catch {
        // Full or forbidden.
      }
      return Promise.resolve();
    },
    remove: async (key) => scope.localStorage.removeItem(named(key)),
    watch(key, run) {
      const listener = (event: StorageEvent) => {
        if (event.key === named(key)) run();
      };
      scope.addEventListener("storage", listener);
      return () => scope.removeEventListener("storage", listener);
    },
  };
}
