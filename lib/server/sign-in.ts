/**
 * Signing up and signing in with a password.
 */
import type { AuditEventName } from "@/lib/session/contract";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import {
  decideSignIn,
  decideSignUp,
  type NewSession,
  type SignInOutcome,
  type SignInPolicy,
} from "@/lib/session/sign-in";
import { actorOf, type ClientInfo } from "./client-info";
import { config } from "./config";
import { hashToken, newId, newRefreshToken } from "./crypto";
import { database } from "./database";
import { canonicalEmail } from "./email";
import { findLocation } from "./geoip";
import type { Grant } from "./grant";
import { newSignInNotice } from "./mail/notices";
import { hashPassword, needsRehash, verifyPassword } from "./password-hash";
import { passwordProblem } from "./password-policy";
import {
  addressKey,
  consume,
  type RateLimitKey,
  refundAndThrow,
  refundChanges,
  userLimitPolicy,
} from "./rate-limit";

/**
 * Signs a user in.
 *
 * An unknown user and a wrong password give the same answer after the same work. Only the right password reveals that
 * an account is disabled.
 *
 * @returns the grant; or `invalid_credentials`, `account_disabled`, `rate_limited` with the seconds to wait
 */
export async function signIn(
  input: { email: string; password: string; rememberMe: boolean },
  client: ClientInfo,
): Promise<Grant | Failure> {
  const db = database();
  const email = canonicalEmail(input.email);
  const user = await db.findUserByEmail(email);
  const userId = user?.id ?? null;
  const knownSession = userId && (await findKnownSession(userId, client));

  const attempt: RateLimitKey[] = [
    { limit: "address", key: addressKey(client.device.ipAddress) },
    knownSession
      ? { limit: "knownBrowser", key: `${userId}:${client.browserId}` }
      : { limit: "account", key: hashToken(email) },
  ];
  const blocked = await consume(...attempt);
  if (blocked?.isFirst) await recordFailure("sign_in_throttled", userId, client);
  if (blocked) return blocked.failure;

  const isRight = await verifyPassword(user?.passwordHash ?? null, input.password).catch((error) =>
    refundAndThrow(attempt, error),
  );
  if (!isRight || !user) {
    await recordFailure("sign_in_failed", userId, client);
    return fail("invalid_credentials");
  }
  try {
    const verifiedHash = await upgradeHash(user, input.password);
    const opening = newSession(client, input.rememberMe);
    const command = { ...opening.command, verifiedHash, knownBrowser: knownSession !== null };
    const signedIn = await db.changeAccount({ id: user.id, signal: client.signal }, (account, now) => {
      const { outcome, changes, events } = decideSignIn(account, command, now, signInPolicy());
      return { outcome, changes: [...refundChanges(attempt, now), ...changes], events };
    });
    return toGrant(signedIn, opening.refreshToken);
  } catch (error) {
    // Most likely nothing was decided: the client has disconnected, or the database is unavailable.
    return refundAndThrow(attempt, error);
  }
}

/**
 * Creates an account and signs its user in.
 *
 * @returns the grant; or `email_taken`, `invalid_request` with what is wrong with the password, `rate_limited` with the
 *   seconds to wait
 */
export async function signUp(
  input: { email: string; password: string; name: string },
  client: ClientInfo,
): Promise<Grant | Failure> {
  const blocked = await consume({ limit: "signUp", key: addressKey(client.device.ipAddress) });
  if (blocked) return blocked.failure;

  const email = canonicalEmail(input.email);
  const problem = passwordProblem(input.password, { email, name: input.name });
  if (problem) return fail("invalid_request", { issues: [{ path: "password", message: problem }] });

  const passwordHash = await hashPassword(input.password);
  const opening = newSession(client, false);
  const user = {
    id: newId(),
    email,
    name: input.name,
    passwordHash,
    roles: ["user" as const],
  };
  const signedUp = await database().changeAccount({ email, signal: client.signal }, (existing, now) =>
    decideSignUp(existing, { ...opening.command, user }, now, signInPolicy()),
  );
  return toGrant(signedUp, opening.refreshToken);
}

/**
 * A browser is known to a user who has signed in on it. The id of the browser does not tell that: another user may have
 * copied the browser's cookie before. A session that the user's own sign-in opened does.
 *
 * @returns the session by which a browser is known to a user; null on any other browser
 */
async function findKnownSession(userId: string, { knownUsers }: ClientInfo): Promise<string | null> {
  const known = knownUsers.find((one) => one.userId === userId);
  const found = known && (await database().findSession(known.sessionId));
  return found?.user.id === userId ? found.session.id : null;
}

function signInPolicy(): SignInPolicy {
  return { limits: config().limits, maxSessions: config().maxSessions, ...userLimitPolicy() };
}

/** The parts of a new session that are random, made before the transaction. */
function newSession(client: ClientInfo, rememberMe: boolean): { command: NewSession; refreshToken: string } {
  const refreshToken = newRefreshToken();
  const id = newId();
  // Looked up only here: a session keeps the place it was opened from.
  const device = { ...client.device, location: findLocation(client.device.ipAddress) };
  const command = {
    id,
    tokenHash: hashToken(refreshToken),
    browserId: client.browserId,
    rememberMe,
    authMethods: ["pwd"], // RFC 8176 §2
    device,
    actor: actorOf(client, null),
    notice: newSignInNotice(id, device),
  };
  return { command, refreshToken };
}

function toGrant(
  { outcome, now }: { outcome: SignInOutcome; now: number },
  refreshToken: string,
): Grant | Failure {
  if (isFailure(outcome)) return outcome;
  const { user, session } = outcome;
  return { user, session, refreshToken, authTime: session.authenticatedAt, now };
}

/**
 * Replaces a hash made with older parameters while the password is at hand (OWASP ASVS 5.0, 11.2.2). @returns the hash
 * now stored.
 */
async function upgradeHash(user: { id: string; passwordHash: string }, password: string): Promise<string> {
  if (!needsRehash(user.passwordHash)) return user.passwordHash;
  const passwordHash = await hashPassword(password);
  const { outcome } = await database().changeAccount({ id: user.id }, (account) => {
    const unchanged = account?.user.passwordHash === user.passwordHash;
    return {
      outcome: unchanged ? passwordHash : user.passwordHash,
      changes: unchanged ? [{ kind: "update-user", id: user.id, set: { passwordHash } }] : [],
      events: [],
    };
  });
  return outcome;
}

async function recordFailure(name: AuditEventName, userId: string | null, client: ClientInfo) {
  const at = await database().now();
  await database().recordEvent({
    name,
    at,
    userId,
    sessionId: null,
    actor: actorOf(client, null),
    reason: null,
  });
}
