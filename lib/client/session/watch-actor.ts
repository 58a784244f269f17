import type { AuthClient } from "./auth-client";

/**
 * Watches a page on which an administrator acts as a user. The user's own sign-in may stand beside that session in the
 * same browser, and may become the active one in another tab. The tab then has the same user as before, but its calls could
 * change something, while the page says that nothing can be changed. Its refresh is refused, and it asks who is signed in.
 *
 * @param leave called when the tab has the user's own session
 * @returns a function that stops it
 */
export function watchActor(
  { state, checkSession }: Pick<AuthClient, "state" | "checkSession">,
  leave: () => void,
): () => void {
  let hasAsked = false;
  function check() {
    const { session, mismatch } = state.get();
    if (session && !session.impersonator) return leave();
    const isNew = mismatch && !hasAsked;
    hasAsked = mismatch;
    if (isNew) void checkSession().catch(() => {});
  }
  check();
  return state.subscribe(check);
}
