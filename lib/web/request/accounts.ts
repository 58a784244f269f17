/** The accounts of the browser that sent a request. */

import type { ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { canonicalEmail } from "@/lib/server/email";
import { describeAccounts, type HeldSignIn, switchAccount } from "@/lib/server/sessions/browser-accounts";
import type { Grant } from "@/lib/server/sessions/grant";
import { findPrincipal } from "@/lib/server/sessions/sessions";
import { listedSignIns, MAX_ACCOUNTS, refuseSixthAccount } from "@/lib/session/browser-accounts";
import { type Failure, fail } from "@/lib/session/failure";
import { type Credentials, newestToken } from "./credentials";

/** @returns the sign-ins of a browser, the active one first, then the latest; none while a sign-out is pending */
export function heldSignIns({ browser, pendingSignOut, all }: Credentials): HeldSignIn[] {
  if (!browser || pendingSignOut) return [];
  return listedSignIns(browser).map(({ sessionId, userId, slot, impersonated }) => ({
    sessionId,
    userId,
    token: newestToken(all, sessionId)?.token ?? null,
    active: slot === browser.active,
    impersonated: impersonated === true,
  }));
}

/**
 * Makes one of a browser's sessions the one to act for.
 *
 * @returns the grant; `not_found` for a session that is not of this browser; the codes of `switchAccount`
 */
export async function switchTo(
  sessionId: string,
  { credentials, client }: { credentials: Credentials; client: ClientInfo },
): Promise<Grant | Failure> {
  const signIn = heldSignIns(credentials).find((one) => one.sessionId === sessionId);
  return signIn ? switchAccount(signIn, client) : fail("not_found");
}

/** What the cookies of a switch need. */
export type Activation = Pick<Grant, "session" | "refreshToken" | "now">;

/**
 * The same from a form, which proves no key: a session that is bound to one does not rotate. It becomes active with the
 * token that the browser holds, and its page proves the key with the next refresh.
 *
 * @returns what the cookies need; the codes of `switchAccount`
 */
export async function activateFromForm(
  signIn: HeldSignIn,
  { credentials, client }: { credentials: Credentials; client: ClientInfo },
): Promise<Activation | Failure> {
  const held = newestToken(credentials.all, signIn.sessionId);
  const found = held && (await findPrincipal(held.token));
  const isBound = found && "session" in found && found.session.binding !== null;
  if (!isBound || config().deviceBinding === "off") return switchAccount(signIn, client);
  const session = { ...found.session, generation: held.generation };
  return { session, refreshToken: held.token, now: found.now };
}

/** The accounts beside which another user signs in: those that are signed in, and the sessions that have ended. */
export interface OtherAccounts {
  living: string[];
  ended: ReadonlySet<string>;
}

/** Reads the rows only when the browser is full: a browser with fewer sign-ins has room in any case. */
export async function readOtherAccounts(credentials: Credentials): Promise<OtherAccounts> {
  const held = heldSignIns(credentials).filter(({ impersonated }) => !impersonated);
  if (held.length < MAX_ACCOUNTS) return { living: [], ended: new Set() };
  const living = (await describeAccounts(held)).filter(({ endedReason }) => endedReason === null);
  const alive = new Set(living.map(({ sessionId }) => sessionId));
  return {
    living: living.map(({ user }) => user.id),
    ended: new Set(held.map(({ sessionId }) => sessionId).filter((id) => !alive.has(id))),
  };
}

/**
 * Refuses a sixth account before its password is checked.
 *
 * @param email as it was typed
 * @returns `too_many_accounts`, for an unknown address too; null for one of the five, or while there is room
 */
export async function refuseAnotherAccount(
  credentials: Credentials,
  email: string,
): Promise<Failure<"too_many_accounts"> | null> {
  const { living } = await readOtherAccounts(credentials);
  if (living.length < MAX_ACCOUNTS) return null;
  const user = await database().findUserByEmail(canonicalEmail(email));
  return refuseSixthAccount(living, user?.id ?? null);
}
