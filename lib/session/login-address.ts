/**
 * The address of the login page, without the rule of where it may lead back to:
 * the login page holds that itself (`safeReturnTo`), and the browser need not carry it.
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
