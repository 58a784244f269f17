import { mutate } from "swr";
import type { AuthClient } from "@/lib/client/session/auth-client";
import { createSessionMutations, type SessionMutations } from "@/lib/client/session/session-mutations";
import { templateTokensOf } from "@/lib/client/session/template-tokens";
import { generationOf } from "./data-generation";

/** Everything that SWR holds was loaded for the account, organization and workspace of before, also by other hooks. */
export function clearData(client: AuthClient): void {
  const store = generationOf(client);
  store.set({ generation: store.get().generation + 1 });
  void mutate(() => true, undefined);
}

/** @returns the mutations of a tab; only their first use loads this module */
export function sessionMutationsOf(client: AuthClient): SessionMutations {
  return createSessionMutations(client, {
    tokens: templateTokensOf(client),
    clearData: () => clearData(client),
  });
}
