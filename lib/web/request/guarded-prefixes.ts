/**
 * The paths of the guarded pages. A page's own guard is `requireSession`; this list saves a database read for visitors
 * without a cookie.
 */
export const GUARDED_PREFIXES = [
  "/dashboard",
  "/profile",
  "/organizations",
  "/admin", // administrators only
  "/account-deletion",
] as const;

/** A path of a guarded page. */
export type GuardedPath = `${(typeof GUARDED_PREFIXES)[number]}${string}`;

/** @returns whether a path lies at or below one of the prefixes. */
export function isGuarded(pathname: string): boolean {
  return GUARDED_PREFIXES.some((prefix) => pathname === prefix || pathname.startsWith(`${prefix}/`));
}
