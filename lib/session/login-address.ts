/**
 * Builds the login page's path without checking `returnTo`: the login page checks it itself (`safeReturnTo`), so the
 * browser bundle does not need the check.
 *
 * @param returnTo path and query of one of our own pages
 */
export function loginUrlFor(reason: string | null, returnTo: string | null): string {
  const query = new URLSearchParams();
  if (reason) query.set("reason", reason);
  if (returnTo) query.set("returnTo", returnTo);
  const search = query.toString();
  return search ? `/login?${search}` : "/login";
}
