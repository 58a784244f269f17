import { flushDrafts } from "@/lib/client/persistence/open-drafts";
import type { AuthClient } from "@/lib/client/session/auth-client";
import { browserPasskeys } from "@/lib/client/sign-in/passkeys";
import type { StepUpWays } from "@/lib/session/sign-in/sign-in-contract";

/**
 * @returns what the user can confirm with in this browser; a password when the server cannot say, because most users have
 *   one
 */
export async function findStepUpWays({ call }: Pick<AuthClient, "call">): Promise<StepUpWays> {
  const ways = await call<StepUpWays>("/api/auth/reauthenticate/options", { method: "GET" }).catch(
    () => null,
  );
  if (!ways) return { password: true, passkey: false, provider: null };
  return { ...ways, passkey: ways.passkey && browserPasskeys.isSupported() };
}

/**
 * Leaves for the identity provider, which asks its user to sign in again. The user comes back to this page.
 *
 * @throws {AuthError} `unavailable` while the provider is away, no session
 */
export async function signInAgainAtProvider({
  request,
  state,
}: Pick<AuthClient, "request" | "state">): Promise<void> {
  await flushDrafts();
  const returnTo = location.pathname + location.search;
  const rememberMe = state.get().session?.rememberMe ?? false;
  const body = { returnTo, rememberMe, reauthenticate: true };
  const { redirectTo } = await request<{ redirectTo: string }>("/api/auth/oidc/start", { body });
  location.assign(redirectTo);
}
