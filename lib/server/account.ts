/**
 * What users change about themselves.
 */
import type { AuditEventName, UserView } from "@/lib/session/contract";
import { noChange } from "@/lib/session/decision";
import { decidePasswordChange, type PasswordChangeOutcome } from "@/lib/session/password-change";
import { actorOf, type ClientInfo } from "./client-info";
import { config } from "./config";
import { hashToken } from "./crypto";
import { database } from "./database";
import { hashPassword, verifyPassword } from "./password-hash";
import { passwordProblem } from "./password-policy";
import { consume, type RateLimitKey, refund } from "./rate-limit";
import { isRefusal, type Refusal, refusalOf, refuse } from "./refusal";
import { grantedToken, type Principal, refresh, successorFor } from "./sessions";
import { type Grant, userView } from "./views";

/** Changes the name people see. */
export async function changeName(
  { user, session }: Principal,
  name: string,
  requester: ClientInfo,
): Promise<UserView | Refusal> {
  const changed = await database().changeAccount({ id: user.id }, (account, now) => {
    if (!account) return noChange(null);
    const actor = actorOf(requester, session);
    return {
      outcome: { ...account.user, name },
      changes: [{ kind: "update-user" as const, id: user.id, set: { name } }],
      events: [
        {
          name: "profile_changed" as const,
          at: now,
          userId: user.id,
          sessionId: session.id,
          actor,
          reason: null,
        },
      ],
    };
  });
  return changed ? userView(changed) : refuse("not_authenticated");
}

/**
 * Checks the password of somebody who is signed in. Wrong ones are counted, and the owner is told: who guesses here has
 * got hold of a session.
 *
 * @returns null when it is right
 */
async function confirmPassword(
  principal: Principal,
  password: string,
  requester: ClientInfo,
): Promise<Refusal | null> {
  const { user } = principal;
  const attempt: RateLimitKey = { counter: "knownBrowser", key: `password:${user.id}` };
  const throttled = await consume(attempt);
  if (throttled) return throttled;
  if (!(await verifyPassword(user.passwordHash, password))) {
    await record("reauthentication_failed", await database().now(), principal, requester);
    return refuse("invalid_credentials");
  }
  await refund(attempt);
  return null;
}

async function record(
  name: AuditEventName,
  at: number,
  { user, session }: Principal,
  requester: ClientInfo,
): Promise<void> {
  const actor = actorOf(requester, session);
  await database().recordEvent({ name, at, userId: user.id, sessionId: session.id, actor, reason: null });
}

/**
 * Asks for the password again (OWASP ASVS 5.0, 7.5.3): a rotation like any other, whose access token says that its
 * holder has just proved who they are. Only this one token says so; a refresh does not carry it on, so a successor
 * that is given twice never inherits it.
 *
 * A password that was changed while it was checked proves nothing any more. The session has been renewed by then; its
 * holder gets the same successor at the next refresh.
 *
 * @param presented the refresh token from the cookie; it must belong to the principal's session
 */
export async function reauthenticate(
  principal: Principal,
  presented: string,
  password: string,
  requester: ClientInfo,
): Promise<Grant | Refusal> {
  const refusal = await confirmPassword(principal, password, requester);
  if (refusal) return refusal;
  const renewed = await refresh(presented, { sessionId: principal.session.id }, requester);
  if (isRefusal(renewed)) return renewed;
  if (renewed.user.passwordHash !== principal.user.passwordHash) return refuse("invalid_credentials");
  await record("reauthenticated", renewed.now, principal, requester);
  return { ...renewed, authTime: renewed.now };
}

/**
 * Changes the password and rotates the refresh token of this session; older ones are shut out.
 *
 * @param presented the refresh token from the cookie; it must belong to the principal's session
 */
export async function changePassword(
  principal: Principal,
  presented: string,
  input: { currentPassword: string; newPassword: string; signOutOthers: boolean },
  requester: ClientInfo,
): Promise<Grant | Refusal> {
  const { user, session } = principal;
  const refusal = await confirmPassword(principal, input.currentPassword, requester);
  if (refusal) return refusal;

  const problem = passwordProblem(input.newPassword, user);
  if (problem) return refuse("invalid_request", { issues: [{ path: "newPassword", message: problem }] });

  const successor = successorFor(presented);
  const command = {
    sessionId: session.id,
    verifiedHash: user.passwordHash,
    passwordHash: await hashPassword(input.newPassword),
    signOutOthers: input.signOutOthers,
    candidate: successor.candidate,
    actor: actorOf(requester, session),
  };
  const { outcome, now } = await database().changeByToken<{ outcome: PasswordChangeOutcome; now: number }>(
    hashToken(presented),
    { account: true, signal: requester.signal },
    (family, now) => {
      const decision = decidePasswordChange(family, command, now, config().refresh);
      return { ...decision, outcome: { outcome: decision.outcome, now } };
    },
  );
  if (outcome.kind === "refused") return refusalOf(outcome);
  const granted = grantedToken(outcome, presented, successor.token);
  if (isRefusal(granted)) return granted;
  // The password was proved right now: this one token says so; the next refresh will not.
  return { ...granted, user, authTime: now, now };
}
