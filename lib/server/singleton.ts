import { PRODUCT_SLUG } from "@/lib/session/product";

/**
 * Next runs several instances of each module in one process (start-up, middleware, pages, handlers). What must exist only
 * once in a process is kept here, on the global object that all instances share.
 */
const KEY = Symbol.for(PRODUCT_SLUG);

type GlobalWithRegistry = { [KEY]?: Map<string, unknown> };

function registry(): Map<string, unknown> {
  const global = globalThis as GlobalWithRegistry;
  global[KEY] ??= new Map();
  return global[KEY];
}

/** @returns the value of `name` in this process; `make` makes it on the first call. */
export function processSingleton<T>(name: string, make: () => T): T {
  if (!registry().has(name)) registry().set(name, make());
  return registry().get(name) as T;
}

/** Sets what `processSingleton(name)` returns. For tests. */
export function overrideSingleton(name: string, value: unknown): void {
  registry().set(name, value);
}
