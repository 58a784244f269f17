/**
 * Next runs several instances of each module in one process (start-up, middleware, pages, handlers). What must exist
 * once a process is kept here, on the global object all of them share.
 */
const KEY = Symbol.for("latchkey");

type Kept = { [KEY]?: Map<string, unknown> };

function kept(): Map<string, unknown> {
  const global = globalThis as Kept;
  global[KEY] ??= new Map();
  return global[KEY];
}

/** @returns what `make` made the first time this process asked for `name`. */
export function once<T>(name: string, make: () => T): T {
  if (!kept().has(name)) kept().set(name, make());
  return kept().get(name) as T;
}

/** Puts `value` where `once(name)` will find it: tests decide what the process uses. */
export function provide(name: string, value: unknown): void {
  kept().set(name, value);
}
