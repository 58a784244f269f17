/**
 * The accounts of one browser: which of them are signed in, and switching between them.
 */
import type { AccountView, CurrentSessionView } from "@/lib/session/contract";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { LoginReason } from "@/lib/session/reasons";
import { endedFailure } from "@/lib/session/refresh";
import { endReason } from "@/lib/session/session";
import type { ClientInfo } from "./client-info";
import { database } from "./database";
import type { Grant } from "./grant";
import { refresh } from "./refresh";
import { findPrincipal } from "./sessions";
import { userView } from "./views";

/** A sign-in that a browser's sealed cookie names. */
export interface HeldSignIn {
  sessionId: string;
  userId: string;
  /** Its newest refresh token; null when the browser has dropped it. */
  token: string | null;
  active: boolean;
}

/**
 * Describes the accounts of a browser. Pure reading: nothing is changed or extended.
 *
 * @param current the active session, if it has been read already
 * @returns one entry for each, in the same order; none for an account that is signed out, or deleted
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
      const endedReason = await findEndedReason(signIn);
      if (endedReason === "signed_out") return null;
      return { sessionId, active, user: userView(found.user), endedReason };
    }),
  );
  return described.filter((account) => account !== null);
}

/** @returns why a sign-in is over; `expired` when the session lives on and only its token is gone; null while it is good */
async function findEndedReason({ sessionId, token }: HeldSignIn): Promise<LoginReason | null> {
  const principal = token === null ? null : await findPrincipal(token);
  if (principal && "session" in principal && principal.session.id === sessionId) return null;
  const db = database();
  const [found, now] = await Promise.all([db.findSession(sessionId), db.now()]);
  return (found && endReason(found.session, now)) ?? "expired";
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
  const db = database();
  const [found, now] = await Promise.all([db.findSession(sessionId), db.now()]);
  const reason = found && endReason(found.session, now);
  return reason ? endedFailure(reason) : granted;
}
