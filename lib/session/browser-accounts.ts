/**
 * The accounts of one browser: a session is one account's sign-in, a browser may hold five, and acts for at most one.
 * No user is signed out to make room, and no tab goes on as another user without a click.
 */
import { type Failure, fail } from "./failure";

/** How many accounts can be signed in on one browser. */
export const MAX_ACCOUNTS = 5;
/** The slots of a browser: one for each account, and one for a session in which an administrator acts as a user. */
export const MAX_SLOTS = MAX_ACCOUNTS + 1;

/** One account's place on a browser. */
export interface AccountSlot {
  slot: number;
  userId: string;
  sessionId: string;
  /** An administrator of this browser acts as the user. */
  impersonated?: boolean | undefined;
}

/** What a browser holds, the latest sign-in last. */
export interface BrowserAccounts<Slot extends AccountSlot> {
  signIns: Slot[];
  /** The slot of the account this browser acts for; null for none. */
  active: number | null;
}

/** @returns the sign-ins as they are listed: the active one first, then the latest */
export function listedSignIns<Slot extends AccountSlot>({ signIns, active }: BrowserAccounts<Slot>): Slot[] {
  return signIns.toReversed().sort((a, b) => Number(b.slot === active) - Number(a.slot === active));
}

/**
 * Picks the sign-ins that stay when a user signs in: those of other users. Of five others the earliest that has ended
 * gives its place, and the earliest of all if none has. When an administrator begins to act as a user, every account stays;
 * only an earlier session in which the administrator acted as a user gives its place.
 *
 * @param ended the sessions known to have ended
 */
export function keptSignIns<Slot extends AccountSlot>(
  signIns: Slot[],
  { userId, impersonated = false }: Pick<AccountSlot, "userId" | "impersonated">,
  ended: ReadonlySet<string>,
): Slot[] {
  const own = signIns.filter((signIn) => !signIn.impersonated);
  if (impersonated) return own;
  const others = own.filter((signIn) => signIn.userId !== userId);
  const acting = signIns.filter((signIn) => signIn.impersonated).slice(-1);
  if (others.length < MAX_ACCOUNTS) return [...others, ...acting];
  const leaving = others.find(({ sessionId }) => ended.has(sessionId)) ?? others[0];
  return [...others.filter((signIn) => signIn !== leaving).slice(1 - MAX_ACCOUNTS), ...acting];
}

/**
 * Decides whether a user may sign in beside the accounts of a browser.
 *
 * @param living the users who are signed in there now
 * @param userId null for a user who is not known, or not yet
 * @returns `too_many_accounts` for a sixth account
 */
export function refuseSixthAccount(
  living: readonly string[],
  userId: string | null,
): Failure<"too_many_accounts"> | null {
  if (living.length < MAX_ACCOUNTS || (userId !== null && living.includes(userId))) return null;
  return fail("too_many_accounts");
}

/** @returns what a browser holds once one account is signed out; when that was the active one, it acts for none */
export function withoutAccount<Slot extends AccountSlot>(
  { signIns, active }: BrowserAccounts<Slot>,
  sessionId: string,
): BrowserAccounts<Slot> {
  const left = signIns.filter((signIn) => signIn.sessionId !== sessionId);
  return { signIns: left, active: left.some(({ slot }) => slot === active) ? active : null };
}
