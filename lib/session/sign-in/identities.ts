/**
 * Linking accounts at an identity provider with accounts here. A link is made by the user of both: one who has just
 * signed in at the provider, and then to the account here with every factor, in the same browser.
 */
import type { Actor, AuditEvent, Change, Effects } from "@/lib/session/decision";
import type { UserRecord } from "@/lib/session/session";
import type { IdentityRecord, ProviderSignInRecord, WaitingProviderSignIn } from "./identity-records";

/** How long a sign-in at the provider waits for the user to sign in to the account with the same address. */
export const LINK_LIFETIME_MS = 10 * 60 * 1000;

/** @returns an identity that begins now */
export function newIdentity(
  from: Pick<IdentityRecord, "id" | "userId" | "issuer" | "subject" | "email">,
  now: number,
): IdentityRecord {
  const { id, userId, issuer, subject, email } = from;
  return { id, userId, issuer, subject, email, createdAt: now, lastUsedAt: now };
}

/** @returns the event of a link */
export function identityLinked(
  userId: string,
  sessionId: string | null,
  actor: Actor,
  at: number,
): AuditEvent {
  const by = { ...actor, userId, sessionId };
  return { name: "identity_linked", at, userId, sessionId, actor: by, reason: null };
}

/** The sign-in that opens a session, and what its browser has shown. */
interface OpeningSignIn {
  browserId: string;
  actor: Actor;
  /** The user's sign-ins at a provider that have no session. */
  providerSignIns?: readonly WaitingProviderSignIn[] | undefined;
  /** The attempt that ends with it. */
  attemptId?: string | undefined;
  /** The ids whose keys the browser holds. The id of the browser alone may have been copied. */
  heldIds?: readonly string[] | undefined;
  /** Tells the user of a link. */
  linkNotice?: ((user: UserRecord, now: number) => Change) | undefined;
}

/**
 * Gives the session that opens what waited for it: the sign-in at the provider that it began with, and those that are
 * to be linked with the account.
 */
export function claimProviderSignIns(
  user: UserRecord,
  sessionId: string,
  opening: OpeningSignIn,
  now: number,
): Effects {
  const { providerSignIns = [], attemptId, actor, linkNotice } = opening;
  const begun = providerSignIns.filter((one) => one.attemptId !== null && one.attemptId === attemptId);
  const toLink = providerSignIns.filter((one) => mayLink(one, opening, now));
  const unlinked = new Map(toLink.filter(({ isLinked }) => !isLinked).map((one) => [identityKey(one), one]));
  const identities = [...unlinked.values()].map((one) => newIdentity(one, now));
  const set = { sessionId, attemptId: null };
  return {
    changes: [
      ...begun.map(({ id }): Change => ({ kind: "update-provider-sign-in", id, set })),
      ...toLink.map(({ id }): Change => ({ kind: "delete-provider-sign-in", id })),
      ...identities.map((identity): Change => ({ kind: "insert-identity", identity })),
      ...(linkNotice && identities.length > 0 ? [linkNotice(user, now)] : []),
    ],
    events: identities.map(() => identityLinked(user.id, sessionId, actor, now)),
  };
}

function mayLink(
  { id, attemptId, browserId, expiresAt }: ProviderSignInRecord,
  { browserId: here, heldIds = [] }: OpeningSignIn,
  now: number,
): boolean {
  return attemptId === null && browserId === here && heldIds.includes(id) && now < expiresAt;
}

function identityKey({ issuer, subject }: ProviderSignInRecord): string {
  return JSON.stringify([issuer, subject]);
}
