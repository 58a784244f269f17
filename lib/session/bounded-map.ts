/** A map with a maximum size: a new entry beyond it removes the oldest one. Reading an entry does not make it newer. */
export interface BoundedMap<Key, Value> {
  get(key: Key): Value | undefined;
  has(key: Key): boolean;
  set(key: Key, value: Value): void;
  delete(key: Key): void;
}

/** @param maxSize how many entries it keeps, at least 1 */
export function createBoundedMap<Key, Value>(maxSize: number): BoundedMap<Key, Value> {
  const entries = new Map<Key, Value>();
  /** Goes on from the last key it gave. A new iterator would pass the places of all that were removed before. */
  const keys = entries.keys();
  return {
    get: (key) => entries.get(key),
    has: (key) => entries.has(key),
    set(key, value) {
      if (entries.size >= maxSize && !entries.has(key)) {
        // Every key it gives is removed, so the next one is the oldest that is left.
        const oldest = keys.next();
        if (!oldest.done) entries.delete(oldest.value);
      }
      entries.set(key, value);
    },
    delete: (key) => void entries.delete(key),
  };
}
