export interface Store<T> {
  get(): T;
  /** What the server rendered with; hydration must see the same. */
  initial(): T;
  set(changes: Partial<T>): void;
  subscribe(listener: () => void): () => void;
}

/** State in the shape `useSyncExternalStore` reads: a new object for every change, the same one until then. */
export function createStore<T extends object>(initial: T): Store<T> {
  const listeners = new Set<() => void>();
  let state = initial;
  return {
    get: () => state,
    initial: () => initial,
    set(changes) {
      state = { ...state, ...changes };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
