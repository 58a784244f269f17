/**
 * Device Bound Session Credentials: the browser keeps the key of a session, and proves it every few minutes. What it gets
 * for the proof is a cookie of a short life, the bound cookie, which its other requests carry.
 */
import { type Decision, type Family, noChange } from "@/lib/session/decision";
import { endReason, type SessionRecord } from "@/lib/session/session";

/** How long a bound cookie is good. */
export const BOUND_COOKIE_LIFETIME_MS = 10 * 60 * 1000;
/** How long after a sign-in or a re-authentication a session may change from a key that scripts use to one that the browser keeps. */
const PREFERENCE_MS = 10 * 1000;

/** A bound cookie of ours that a request carries. */
export interface BoundCookie {
  sessionId: string;
  /** The thumbprint (RFC 7638) of the key that was proved for it. */
  thumbprint: string;
  /** Milliseconds since the epoch. */
  madeAt: number;
}

/** The public part of a P-256 key (RFC 7517). */
export interface PublicJwk {
  kty: "EC";
  crv: "P-256";
  x: string;
  y: string;
}

/** The key of a session as its row stores it. */
interface StoredJwk extends PublicJwk {
  /** The thumbprint of the key. */
  kid: string;
  /** The thumbprint of the key that scripts prove, which the session was bound to before. */
  jkt?: string;
}

type BoundSession = Pick<SessionRecord, "binding" | "boundKey">;

/** @returns the key that the browser itself keeps for a session; null for a session that is bound otherwise, or not at all */
export function browserKey({ binding, boundKey }: BoundSession): StoredJwk | null {
  return binding === "dbsc" && boundKey !== null ? JSON.parse(boundKey) : null;
}

/** @returns the thumbprint of the key that scripts prove for a session; null when there is none */
export function scriptKey(session: BoundSession): string | null {
  return session.binding === "key" ? session.boundKey : (browserKey(session)?.jkt ?? null);
}

/** @returns whether one of the bound cookies proves the browser of a session at `now` */
export function isProvenByCookie(
  session: BoundSession & Pick<SessionRecord, "id">,
  cookies: readonly BoundCookie[],
  now: number,
): boolean {
  const key = browserKey(session);
  return cookies.some(
    ({ sessionId, thumbprint, madeAt }) =>
      sessionId === session.id && thumbprint === key?.kid && now - madeAt < BOUND_COOKIE_LIFETIME_MS,
  );
}

/** `over`: the browser keeps no key for the session. `refused`: the request is not one of the session's browser. */
export type RegistrationOutcome = { kind: "registered" } | { kind: "over" } | { kind: "refused" };

/**
 * Decides whether a browser registers its key for a session. A session is bound once: another key never takes the place
 * of the first. The browser may send the same registration again.
 *
 * @param family the rows of the refresh token that came along; null when it is unknown
 * @param command.sessionId the session whose sign-in or re-authentication asked for the registration
 * @param command.offeredAt when it did, in milliseconds since the epoch
 * @param command.thumbprint of the key
 * @param now milliseconds since the epoch
 */
export function decideRegistration(
  family: Pick<Family, "session"> | null,
  {
    sessionId,
    offeredAt,
    key,
    thumbprint,
  }: { sessionId: string; offeredAt: number; key: PublicJwk; thumbprint: string },
  now: number,
): Decision<RegistrationOutcome> {
  if (family?.session.id !== sessionId) return noChange({ kind: "refused" });
  const { session } = family;
  if (endReason(session, now) !== null) return noChange({ kind: "over" });
  const known = browserKey(session);
  if (known) return noChange({ kind: known.kid === thumbprint ? "registered" : "refused" });
  if (session.binding === "key" && now - offeredAt >= PREFERENCE_MS) return noChange({ kind: "over" });

  const jkt = scriptKey(session);
  const stored: StoredJwk = { ...key, kid: thumbprint, ...(jkt !== null && { jkt }) };
  const set = { binding: "dbsc", boundKey: JSON.stringify(stored) } as const;
  return {
    outcome: { kind: "registered" },
    changes: [{ kind: "update-session", id: session.id, set }],
    events: [],
  };
}
