import type { AuthClient } from "@/lib/client/session/auth-client";
import { createStore, type Store } from "@/lib/client/session/store";
import { useAuthClient, useStore } from "./auth-provider";

const stores = new WeakMap<AuthClient, Store<{ generation: number }>>();

/** @returns how often the account, organization or workspace of a tab was changed, as a store */
export function generationOf(client: AuthClient): Store<{ generation: number }> {
  const store = stores.get(client) ?? createStore({ generation: 0 });
  stores.set(client, store);
  return store;
}

/** @returns a number that grows when data that was loaded or rendered before must not be shown any more */
export function useDataGeneration(): number {
  return useStore(generationOf(useAuthClient())).generation;
}
