/**
 * Signing up and signing in with a password.
 */
import type { AuditEventName } from "@/lib/session/contract";
import { decideSignIn, decideSignUp, type NewSession, type SignInPolicy } from "@/lib/session/sign-in";
import { actorOf, type ClientInfo } from "./client-info";
import { config } from "./config";
import { hashToken, newId, newRefreshToken } from "./crypto";
import { database } from "./database";
import { findLocation } from "./geoip";
import { hashPassword, needsRehash, verifyPassword } from "./password-hash";
import { passwordProblem } from "./password-policy";
import { addressKey, consume, type RateLimitKey, refund } from "./rate-limit";
import { type Refusal, refuse } from "./refusal";
import type { Grant } from "./views";

/**
 * Brings an e-mail address into the one form an account is known by: compatibility forms folded (NFKC), lower case.
 * Normalise first, validate afterwards.
 */
export function canonicalEmail(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}

/**
 * Signs a user in.
 *
 * An unknown user and a wrong password get the same answer after the same work; a disabled account says so only to
 * whoever knows its password.
 */
export async function signIn(
  input: { email: string; password: string; rememberMe: boolean },
  requester: ClientInfo,
): Promise<Grant | Refusal> {
  const db = database();
  const email = canonicalEmail(input.email);
  const user = await db.findUserByEmail(email);
  const knownBrowser = user !== null && (await db.hasSignedInOn(user.id, requester.browserId));
  const userId = user?.id ?? null;

  const attempts: RateLimitKey[] = [
    { counter: "address", key: addressKey(requester.device.ipAddress) },
    knownBrowser
      ? { counter: "knownBrowser", key: `${userId}:${requester.browserId}` }
      : { counter: "account", key: hashToken(email) },
  ];
  for (const attempt of attempts) {
    const refusal = await consume(attempt, () => recordFailure("sign_in_throttled", userId, requester));
    if (refusal) return refusal;
  }

  if (!(await verifyPassword(user?.passwordHash ?? null, input.password)) || !user) {
    await recordFailure("sign_in_failed", userId, requester);
    return refuse("invalid_credentials");
  }
  await Promise.all(attempts.map(refund));
  const verifiedHash = await upgradeHash(user, input.password);

  const opening = newSession(requester, input.rememberMe);
  return db.changeAccount({ id: user.id, signal: requester.signal }, (account, now) => {
    const command = { ...opening.command, verifiedHash, knownBrowser };
    const decision = decideSignIn(account, command, now, signInPolicy());
    return { ...decision, outcome: toGrant(decision.outcome, opening.refreshToken, now) };
  });
}

/** Creates an account and signs it in. */
export async function signUp(
  input: { email: string; password: string; name: string },
  requester: ClientInfo,
): Promise<Grant | Refusal> {
  const refusal = await consume({ counter: "signUp", key: addressKey(requester.device.ipAddress) });
  if (refusal) return refusal;

  const email = canonicalEmail(input.email);
  const problem = passwordProblem(input.password, { email, name: input.name });
  if (problem) return refuse("invalid_request", { issues: [{ path: "password", message: problem }] });

  const passwordHash = await hashPassword(input.password);
  const opening = newSession(requester, false);
  const user = {
    id: newId(),
    email,
    name: input.name,
    passwordHash,
    roles: ["user" as const],
    createdAt: 0, // the transaction's time
    disabledAt: null,
  };
  return database().changeAccount({ email, signal: requester.signal }, (existing, now) => {
    const decision = decideSignUp(existing, { ...opening.command, user }, now, signInPolicy());
    return { ...decision, outcome: toGrant(decision.outcome, opening.refreshToken, now) };
  });
}

function signInPolicy(): SignInPolicy {
  return { limits: config().limits, maxSessions: config().maxSessions };
}

/** The parts of a new session that are random, made before the transaction. */
function newSession(
  requester: ClientInfo,
  rememberMe: boolean,
): { command: NewSession; refreshToken: string } {
  const refreshToken = newRefreshToken();
  const command = {
    id: newId(),
    tokenHash: hashToken(refreshToken),
    browserId: requester.browserId,
    rememberMe,
    authMethods: ["pwd"], // RFC 8176 §2
    // Looked up here and nowhere else: a session keeps the place it was opened from.
    device: { ...requester.device, location: findLocation(requester.device.ipAddress) },
    actor: actorOf(requester, null),
  };
  return { command, refreshToken };
}

function toGrant(
  outcome: ReturnType<typeof decideSignIn>["outcome"],
  refreshToken: string,
  now: number,
): Grant | Refusal {
  if (outcome.kind === "refused") return refuse(outcome.code);
  const { user, session } = outcome;
  return { user, session, refreshToken, authTime: session.authenticatedAt, now };
}

/** A hash made with yesterday's parameters is made again while the password is at hand (OWASP ASVS 5.0, 11.2.2). */
async function upgradeHash(user: { id: string; passwordHash: string }, password: string): Promise<string> {
  if (!needsRehash(user.passwordHash)) return user.passwordHash;
  const passwordHash = await hashPassword(password);
  return database().changeAccount({ id: user.id }, (account) => {
    const unchanged = account?.user.passwordHash === user.passwordHash;
    return {
      outcome: unchanged ? passwordHash : user.passwordHash,
      changes: unchanged ? [{ kind: "update-user", id: user.id, set: { passwordHash } }] : [],
      events: [],
    };
  });
}

async function recordFailure(name: AuditEventName, userId: string | null, requester: ClientInfo) {
  const at = await database().now();
  await database().recordEvent({
    name,
    at,
    userId,
    sessionId: null,
    actor: actorOf(requester, null),
    reason: null,
  });
}
