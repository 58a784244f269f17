/**
 * The data access layer of pages and actions: who is signed in, read from the database on every request.
 *
 * The middleware only saves work; this is the guard. Every guarded page calls it itself, because a guard in a layout
 * alone would send the page along in the body of its redirect.
 */
import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { config } from "@/lib/server/config";
import { logRefusal } from "@/lib/server/log";
import { findEnd } from "@/lib/server/sessions/session-list";
import { findPrincipal, type Principal } from "@/lib/server/sessions/sessions";
import { sessionView, userView } from "@/lib/server/views";
import type { SessionView, UserView } from "@/lib/session/contract";
import { loginUrl } from "@/lib/session/login-url";
import type { EndReason } from "@/lib/session/reasons";
import type { Role } from "@/lib/session/roles";
import type { SessionEnd } from "@/lib/session/session-events";
import { readEpoch, reasonWithoutToken } from "@/lib/web/request/credentials";
import type { GuardedPath } from "@/lib/web/request/guarded-prefixes";
import { getRequestContext } from "./request-context";

export interface SessionSnapshot {
  user: UserView;
  session: SessionView;
  /** When the page is rendered: ISO 8601, by the database's clock. */
  serverTime: string;
}

type NoSession = { reason: EndReason | "expired" | null };
type Found = SessionSnapshot | NoSession;

/** Read once for each request, even if many components need it. */
const findCurrentPrincipal = cache(async (): Promise<Principal | NoSession> => {
  const { credentials } = await getRequestContext();
  if (!credentials.refresh) return { reason: reasonWithoutToken(credentials) };
  const found = await findPrincipal(credentials.refresh.token);
  // Without a reason the token is an old one: the browser was restored from a backup.
  return "reason" in found ? { reason: found.reason ?? reasonWithoutToken(credentials) } : found;
});

const findCurrent = cache(async (): Promise<Found> => {
  const found = await findCurrentPrincipal();
  if ("reason" in found) return found;
  const { user, session, now } = found;
  return {
    user: userView(user),
    session: sessionView(session, session.id),
    serverTime: new Date(now).toISOString(),
  };
});

/** @returns the rows of who is signed in, or null; never for the browser, which gets `getSession` */
export async function getPrincipal(): Promise<Principal | null> {
  const found = await findCurrentPrincipal();
  return "reason" in found ? null : found;
}

/** @returns who is signed in, or null. */
export async function getSession(): Promise<SessionSnapshot | null> {
  const found = await findCurrent();
  return "user" in found ? found : null;
}

/**
 * Reads the epoch cookie of the request that the page is rendered for: by it, the page's scripts notice a sign-in or
 * sign-out in another tab that came between the rendering and their start.
 *
 * @returns the empty string when there is no such cookie
 */
export async function getEpoch(): Promise<string> {
  return readEpoch((await headers()).get("cookie"), config());
}

/**
 * Finds how this browser's last session ended, from the token the browser still holds and never from the URL.
 *
 * @returns null when the browser holds no token, the session is alive, or a sign-out from it is still pending
 */
export async function describeEnd(): Promise<SessionEnd | null> {
  const { refresh } = (await getRequestContext()).credentials;
  return refresh ? findEnd(refresh.token) : null;
}

/** The pages of a user whose account is to be deleted. Every other one leads to the first, which asks whether to keep it. */
const BEFORE_DELETION: readonly GuardedPath[] = ["/account-deletion", "/profile/your-data"];

/**
 * Requires a session: redirects a visitor who has none to the login page, and a user whose account is to be deleted to the
 * page that says so.
 *
 * @param path where to come back to after signing in; given as a literal, because the headers of a request cannot be
 *   trusted to say which page it asks for
 */
export async function requireSession(path: GuardedPath): Promise<SessionSnapshot> {
  const found = await findCurrent();
  if (!("user" in found)) {
    logRefusal({ path, code: "not_authenticated" });
    redirect(loginUrl(found.reason, path));
  }
  askAboutDeletion(found, path);
  return found;
}

/** Redirects a user whose account is to be deleted to the page that asks whether to keep it. */
function askAboutDeletion({ user }: SessionSnapshot, path: GuardedPath): void {
  if (user.deletionAt && !BEFORE_DELETION.includes(path)) redirect("/account-deletion");
}

/** @returns whether the pages for a role exist for this session */
function hasRole({ user, session }: SessionSnapshot, role: Role): boolean {
  return user.roles.includes(role) && !session.impersonator;
}

/**
 * For `generateMetadata` of administrators' pages, which call `requireAdmin` themselves: to every other user the page
 * does not exist, and neither does its title.
 *
 * @returns null for a visitor, whom the page redirects
 */
export async function adminTitle(title: string): Promise<string | null> {
  const current = await getSession();
  if (current && !hasRole(current, "admin")) notFound();
  return current && title;
}

/**
 * Requires the session of a user with a role. To any other user the page does not exist, nor to an administrator who acts
 * as a user with the role: as in the API, a role is for the user alone.
 *
 * @param path as for `requireSession`
 */
export async function requireRole(path: GuardedPath, role: Role): Promise<SessionSnapshot> {
  const current = await requireSession(path);
  if (hasRole(current, role)) return current;
  logRefusal({ path, code: "forbidden" });
  notFound();
}

/**
 * Requires an administrator's session, as `requireRole` does.
 *
 * @param path as for `requireSession`
 */
export async function requireAdmin(path: GuardedPath): Promise<SessionSnapshot> {
  return requireRole(path, "admin");
}
