/** Changes that an identity provider causes. Each locks and reads its rows; the caller's rule decides. */
import type { NamedByProvider } from "@/lib/session/sign-in/provider-logout";
import type { ProviderRows } from "@/lib/session/sign-in/provider-sign-in";
import {
  loadNamedByProvider,
  loadProviderUser,
  type ProviderLogoutKey,
  type ProviderUserKey,
} from "./queries/provider-sign-ins";
import type { Committed, Rule, RunRule, Waiting } from "./transaction";

/** @returns the changes that a provider causes, as methods of `Database` */
export function createProviderChanges(run: RunRule) {
  return {
    /** Signs in the user whom the provider names. */
    async changeProviderUser<Outcome>(
      key: ProviderUserKey & Waiting,
      rule: Rule<ProviderRows, Outcome>,
    ): Promise<Committed<ProviderRows, Outcome>> {
      return run(() => loadProviderUser(key), rule, key.signal);
    },

    /** Ends what a logout token names, and uses the token up. */
    async endByProvider<Outcome>(
      key: ProviderLogoutKey,
      rule: Rule<NamedByProvider, Outcome>,
    ): Promise<Committed<NamedByProvider, Outcome>> {
      return run(() => loadNamedByProvider(key), rule);
    },
  };
}
