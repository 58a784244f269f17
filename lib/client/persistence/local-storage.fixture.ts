import { createLocalStorage } from "./local-storage";

/** Windows of one browser over one localStorage. */
export function openWindows(count: number) {
  const stored = new Map<string, string>();
  const listeners: ((event: StorageEvent) => void)[][] = [];
  const shelves = Array.from({ length: count }, (_, self) => {
    const heard: ((event: StorageEvent) => void)[] = [];
    listeners.push(heard);
    return createLocalStorage({
      localStorage: {
        getItem: (key) => stored.get(key) ?? null,
        setItem: (key, newValue) => {
          stored.set(key, newValue);
          for (const [other, list] of listeners.entries())
            if (other !== self) for (const tell of list) tell({ key, newValue } as StorageEvent);
        },
        removeItem: (key) => {
          stored.delete(key);
          for (const [other, list] of listeners.entries())
            if (other !== self) for (const tell of list) tell({ key, newValue: null } as StorageEvent);
        },
      },
      addEventListener: (_type, listener) => heard.push(listener),
      removeEventListener: () => heard.splice(0),
    });
  });
  return { stored, shelves };
}
