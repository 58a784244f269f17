/**
 * Goes on with a session that an identity provider began, after it has reached a limit: while its user is still signed in
 * at the provider, no screen is needed. Loaded when such a session has ended.
 */
import type { Environment } from "@/lib/client/browser/environment";
import { askInHiddenFrame } from "@/lib/client/browser/silent-frame";
import { getTabItem, setTabItem } from "@/lib/client/browser/tab-storage";
import { AuthError, isRecoverable } from "@/lib/client/http/auth-error";
import { withTabLock } from "@/lib/client/tokens/tab-lock";
import { PRODUCT_SLUG } from "@/lib/session/product";
import type { PasswordSignIn } from "./password-sign-in";
import type { SessionManager } from "./session-manager";

/** Only one tab asks at a time. All tabs use the session that it gets. */
const LOCK_NAME = `${PRODUCT_SLUG}-silent`;
/** Set when a silent sign-in failed in this tab: most likely the browser blocks the provider's cookies in a frame. */
const REFUSED = `${PRODUCT_SLUG}:silent-refused`;

/**
 * Asks the provider once, as soon as the user is at this page: the idle limit protects a page that its user has left, so
 * no page signs in by itself (OWASP ASVS 5.0, 7.6.2). Then it reports `renewal-finished`. Never throws.
 *
 * @param request adopts the session of an answer that is a completed sign-in
 */
export async function renewByProvider(
  env: Environment,
  manager: SessionManager,
  request: PasswordSignIn["request"],
): Promise<void> {
  const { store, dispatch } = manager;
  const isDue = () => !store.get().mismatch && store.get().sessionEnd?.renewal;
  try {
    if (getTabItem(REFUSED)) throw new AuthError("login_required");
    await untilUserIsBack(env, store);
    dispatch({ type: "renewal-started" });
    await withTabLock(env, renew, LOCK_NAME);
  } catch (thrown) {
    if (!isRecoverable(thrown)) setTabItem(REFUSED, "1");
  }
  dispatch({ type: "renewal-finished" });

  async function renew(): Promise<void> {
    // Another tab may have done it while this one waited.
    await manager.revalidate().catch(() => {});
    if (!isDue()) return;
    const { url } = await request<{ url: string }>("/api/auth/oidc/silent");
    const answer = await askInHiddenFrame(env, url);
    if (!answer) throw new AuthError("login_required");
    if (!isDue()) return;
    const { code, iss, error, state } = Object.fromEntries(answer);
    await request("/api/auth/oidc/silent/complete", { body: { code, iss, error, state } });
  }
}

/** Resolves at the user's next input, at once after a click or a key a moment ago, and when there is nothing to wait for. */
function untilUserIsBack(env: Environment, store: SessionManager["store"]): Promise<void> {
  if (globalThis.navigator?.userActivation?.isActive) return Promise.resolve();
  return new Promise((resolve) => {
    const stops = [env.onInput(goOn), store.subscribe(() => store.get().sessionEnd?.renewal || goOn())];
    function goOn(): void {
      for (const stop of stops) stop();
      resolve();
    }
  });
}
