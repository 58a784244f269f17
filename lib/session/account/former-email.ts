/**
 * The address that an account gets back when its user reports a sign-in: whoever has the address can choose a new password
 * with it, and sign in by a code.
 */
import type { Actor, AuditDetails, Change, Effects } from "@/lib/session/decision";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import { ONE_TIME_CODE, PASSWORD } from "@/lib/session/sign-in/attempt-progress";

/** A change of the address, by its user or by a report, as the audit log has it. */
export interface StoredEmailChange {
  at: number;
  actorSessionId: string | null;
  details: AuditDetails | null;
}

/** An address that an account had; null when a change of an older version did not say which. */
export type FormerEmail = { email: string; verifiedAt: number | null } | { email: null };

/** The first factors that a user gives together with the address. */
const WITH_ADDRESS: readonly string[] = [PASSWORD, ONE_TIME_CODE];

/** Ends in a domain that cannot exist, so that no message is sent there (RFC 2606, section 2). */
const NO_ADDRESS = "@no-address.invalid";

/** @returns an address that nobody has, in canonical form, for an account that has lost its own */
export function noAddress(id: string): string {
  return `${id.toLowerCase()}${NO_ADDRESS}`;
}

/** @returns whether the account has lost its address, and its user has to choose another one */
export function hasNoAddress({ email }: Pick<UserRecord, "email">): boolean {
  return email.endsWith(NO_ADDRESS);
}

/** @returns what a change of the address notes down about the former one, which nothing else remembers */
export function formerEmailDetails({
  email,
  emailVerifiedAt: at,
}: Pick<UserRecord, "email" | "emailVerifiedAt">): AuditDetails {
  return { from: email, ...(at !== null && { fromVerifiedAt: new Date(at).toISOString() }) };
}

/**
 * Follows the changes back, from the newest, as long as a stranger may have made them: the reported session; or, since that
 * began, any session but the one that asks. A change by another session is trusted when the session that asks is younger and
 * its user typed the address to sign in: not with a passkey, a device link or an identity provider, which ask for none.
 *
 * @param found.changes the newest first
 * @returns the address before those changes; null when there are none, or they led back to the address there is
 */
export function formerEmail(found: {
  current: string;
  changes: readonly StoredEmailChange[];
  reported: Pick<SessionRecord, "id" | "createdAt">;
  asking: Pick<SessionRecord, "id" | "createdAt" | "authMethods">;
}): FormerEmail | null {
  const { current, changes, reported, asking } = found;
  const [firstFactor = ""] = asking.authMethods;
  const trustedUntil = WITH_ADDRESS.includes(firstFactor) ? asking.createdAt : reported.createdAt;
  const isDoubtful = ({ at, actorSessionId }: StoredEmailChange) =>
    at >= reported.createdAt &&
    (actorSessionId === reported.id || (actorSessionId !== asking.id && at >= trustedUntil));
  const end = changes.findIndex((change) => !isDoubtful(change));
  const oldest = changes.slice(0, end === -1 ? undefined : end).at(-1);
  if (!oldest) return null;
  const { from, fromVerifiedAt } = oldest.details ?? {};
  if (from === undefined) return { email: null };
  const verifiedAt = fromVerifiedAt === undefined ? null : Date.parse(fromVerifiedAt);
  return from === current ? null : { email: from, verifiedAt };
}

/**
 * Gives the former address back. When another account has it by now, or there is none to give back, the account is left
 * without one: the address that the stranger chose must not open it, and the user who asks is signed in and can choose
 * another.
 *
 * @param found.formerOwner the account that has the former address
 * @param command.substitute the address of nobody
 * @returns the address to which messages go from now on, with the changes and events that give it back; none of these when
 *   there is nothing to give back
 */
export function restoreEmail(
  { former, formerOwner }: { former: FormerEmail | null; formerOwner: Pick<UserRecord, "id"> | null },
  user: Pick<UserRecord, "id" | "email" | "emailVerifiedAt">,
  command: {
    substitute: string;
    actor: Actor;
    notices: Record<"emailRestored" | "emailLost", (to: string, now: number) => Change>;
  },
  now: number,
): Effects & { to: string } {
  const { id: userId, email: lost } = user;
  if (!former) return { to: lost, changes: [], events: [] };
  const { actor, notices, substitute } = command;
  const isFree = formerOwner === null || formerOwner.id === userId;
  const isRestored = former.email !== null && isFree && !hasNoAddress(former);
  const set = isRestored
    ? { email: former.email, emailVerifiedAt: former.verifiedAt }
    : { email: substitute, emailVerifiedAt: null };
  const name = isRestored ? "email_restored" : "email_removed";
  return {
    to: set.email,
    changes: [
      { kind: "update-user", id: userId, set },
      // Those of all messages: the links that went to the address that is lost would end the user's own sessions.
      { kind: "revoke-tickets", userId, type: "not_me", at: now },
      notices.emailLost(lost, now),
      ...(isRestored ? [notices.emailRestored(set.email, now)] : []),
    ],
    // A report is a change of the address as well: a stranger's own report must be undone like any other.
    events: [
      {
        ...{ name, at: now, userId, sessionId: actor.sessionId, actor, reason: null },
        details: formerEmailDetails(user),
      },
    ],
  };
}
