import type { AuthClient } from "./auth-client";

/**
 * Watches a page on which an administrator acts as a user. The user's own sign-in may stand beside that session in the
 * same browser, and may become the active one in another tab. The tab then has the same user as before, but its calls can
 * change something, while the page says that nothing can be changed.
 *
 * @param leave called when the tab has the user's own session
 * @returns a function that stops it
 */
export function watchActor({ state }: Pick<AuthClient, "state">, leave: () => void): () => void {
  function check() {
    const { session } = state.get();
    if (session && !session.impersonator) leave();
  }
  check();
  return state.subscribe(check);
}
