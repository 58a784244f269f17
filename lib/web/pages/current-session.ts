/**
 * The data access layer of pages and actions: who is signed in, asked of the database on every request.
 *
 * The middleware is only a courtesy; this is the guard. It stands in every guarded page itself, because a guard in a
 * layout alone would send the page along in the body of its redirect.
 */
import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findEnd } from "@/lib/server/session-list";
import { findPrincipal } from "@/lib/server/sessions";
import { sessionView, userView } from "@/lib/server/views";
import type { SessionView, UserView } from "@/lib/session/contract";
import { loginUrl } from "@/lib/session/login-url";
import type { EndReason } from "@/lib/session/reasons";
import type { SessionEnd } from "@/lib/session/session-events";
import { readRequestContext } from "@/lib/web/request/request-context";

export interface SessionSnapshot {
  user: UserView;
  session: SessionView;
  /** The time the page is rendered at, ISO 8601. */
  serverTime: string;
}

type Found = SessionSnapshot | { reason: EndReason | "expired" | null };

/** Asked once a request, however many components want to know. */
const findCurrent = cache(async (): Promise<Found> => {
  const { credentials } = await readRequestContext(await headers());
  if (credentials.pendingSignOut) return { reason: "signed_out" };
  // Signed in, as far as this browser remembers, but the token is gone (it went when the browser was closed), or is
  // an old one (the browser came back from a backup).
  const unexplained = credentials.active ? "expired" : null;
  if (!credentials.refresh) return { reason: unexplained };
  const found = await findPrincipal(credentials.refresh.token);
  if ("reason" in found) return { reason: found.reason ?? unexplained };
  const { user, session, now } = found;
  return {
    user: userView(user),
    session: sessionView(session, session.id),
    serverTime: new Date(now).toISOString(),
  };
});

/** @returns who is signed in, or null. */
export async function getSession(): Promise<SessionSnapshot | null> {
  const found = await findCurrent();
  return "user" in found ? found : null;
}

/**
 * How the session ended that this browser last had: asked of the database with the token the browser still holds, never
 * taken from the address.
 *
 * @returns null when the browser holds none, or one that is alive
 */
export async function describeEnd(): Promise<SessionEnd | null> {
  const { refresh, pendingSignOut } = (await readRequestContext(await headers())).credentials;
  // A sign-out that is not written down yet has no end to describe.
  return refresh && !pendingSignOut ? findEnd(refresh.token) : null;
}

/**
 * Lets only signed-in people past.
 *
 * @param path where to come back to after signing in; given as a literal, because a request's own word for where it
 *   goes cannot be trusted
 */
export async function requireSession(path: string): Promise<SessionSnapshot> {
  const found = await findCurrent();
  return "user" in found ? found : redirect(loginUrl(found.reason, path));
}

/** Lets only administrators past; for everybody else the page does not exist. */
export async function requireAdmin(path: string): Promise<SessionSnapshot> {
  const current = await requireSession(path);
  return current.user.roles.includes("admin") ? current : notFound();
}
