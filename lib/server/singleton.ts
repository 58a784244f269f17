/**
 * Next runs several instances of each module in one process (start-up, middleware, pages, handlers). What must exist
 * once a process is kept here, on the global object all of them share.
 */
const KEY = Symbol.for("latchkey");

type Kept = { [KEY]?: Map<string, unknown> };

function registry(): Map<string, unknown> {
  const global = globalThis as Kept;
  global[KEY] ??= new Map();
  return global[KEY];
}

/** @returns what `make` made the first time this process asked for `name`. */
export function processSingleton<T>(name: string, make: () => T): T {
  if (!registry().has(name)) registry().set(name, make());
  return registry().get(name) as T;
}

/** Puts `value` where `once(name)` will find it: tests decide what the process uses. */
export function overrideSingleton(name: string, value: unknown): void {
  registry().set(name, value);
}
