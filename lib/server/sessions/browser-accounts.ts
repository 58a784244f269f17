/**
 * The accounts of one browser: which of them are signed in, and switching between them.
 */

import type { ClientInfo, KnownUser } from "@/lib/server/client-info";
import { database } from "@/lib/server/database";
import { userView } from "@/lib/server/views";
import type { AccountView, CurrentSessionView } from "@/lib/session/contract";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { EndReason } from "@/lib/session/reasons";
import { endedFailure } from "@/lib/session/refresh";
import { endReason, type SessionRecord } from "@/lib/session/session";
import type { Grant } from "./grant";
import { refresh } from "./refresh";
import { findPrincipal } from "./sessions";

/** A sign-in that a browser's sealed cookie names. */
export interface HeldSignIn {
  sessionId: string;
  userId: string;
  /** Its newest refresh token; null when the browser has dropped it. */
  token: string | null;
  active: boolean;
  /** An administrator of this browser acts as the user. */
  impersonated: boolean;
}

/**
 * Describes the accounts of a browser. Pure reading: nothing is changed or extended.
 *
 * @param current the active session, if it has been read already
 * @returns one entry for each, in the same order; none for an account that is signed out, or deleted, and for a session
 *   in which an administrator acted as the user once it has ended
 */
export async function describeAccounts(
  held: HeldSignIn[],
  current?: CurrentSessionView,
): Promise<AccountView[]> {
  const described = await Promise.all(
    held.map(async (signIn): Promise<AccountView | null> => {
      const { sessionId, active } = signIn;
      if (current?.authenticated && current.session.id === sessionId)
        return { sessionId, active, user: current.user, endedReason: null };
      const found = await database().findSession(sessionId);
      if (found?.user.id !== signIn.userId) return null;
      const endedReason = (await isGood(signIn)) ? null : ((await endOf(found.session)) ?? "expired");
      // That one cannot be signed in to again.
      if (endedReason === "signed_out" || (endedReason !== null && signIn.impersonated)) return null;
      return { sessionId, active, user: userView(found.user), endedReason };
    }),
  );
  return described.filter((account) => account !== null);
}

/** Whether a refresh would answer the token of a sign-in. When it would not, and the session lives on, only the token is gone. */
async function isGood({ sessionId, token }: HeldSignIn): Promise<boolean> {
  const principal = token === null ? null : await findPrincipal(token);
  return principal !== null && "session" in principal && principal.session.id === sessionId;
}

/** @returns why a session is over; null while it is alive */
async function endOf(session: SessionRecord): Promise<EndReason | null> {
  return endReason(session, await database().now());
}

/**
 * Makes the session of another account the one to act for: rotates it.
 *
 * @returns the grant; or the codes of `refresh` for a session that is over, `not_authenticated` when only its token is
 *   gone, `not_found` for a token of another session
 */
export async function switchAccount(
  { sessionId, userId, token }: HeldSignIn,
  client: ClientInfo,
): Promise<Grant | Failure> {
  const granted =
    token === null ? fail("not_authenticated") : await refresh(token, { sessionId, userId }, client);
  if (!isFailure(granted)) return granted;
  if (granted.code === "session_mismatch") return fail("not_found");
  if (granted.code !== "not_authenticated") return granted;
  const found = await database().findSession(sessionId);
  const reason = found && (await endOf(found.session));
  return reason ? endedFailure(reason) : granted;
}

/** How long the login page says who was signed out. */
const RECENT_MS = 60_000;

/**
 * Finds the user who has just signed out of this browser, by the sessions it remembers and never by an address.
 *
 * @param known the users that the browser remembers
 * @returns the name; null when no user has signed out within the last minute
 */
export async function findRecentSignOut(known: KnownUser[]): Promise<string | null> {
  const db = database();
  const [now, ...found] = await Promise.all([
    db.now(),
    ...known.map(({ sessionId }) => db.findSession(sessionId)),
  ]);
  const latest = found
    .filter((one) => one?.session.endedReason === "signed_out")
    .sort((a, b) => (b?.session.endedAt ?? 0) - (a?.session.endedAt ?? 0))[0];
  return latest && now - (latest.session.endedAt ?? 0) <= RECENT_MS ? latest.user.name : null;
}
