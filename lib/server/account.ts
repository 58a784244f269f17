/**
 * What users change about themselves.
 */
import type { AuditEventName, UserView } from "@/lib/session/contract";
import { noChange } from "@/lib/session/decision";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { decidePasswordChange } from "@/lib/session/password-change";
import { actorOf, type ClientInfo } from "./client-info";
import { config } from "./config";
import { database } from "./database";
import type { Grant } from "./grant";
import { hashPassword, verifyPassword } from "./password-hash";
import { passwordProblem } from "./password-policy";
import { consume, type RateLimitKey, refund } from "./rate-limit";
import { refresh, rotateByToken } from "./refresh";
import type { Principal } from "./sessions";
import { userView } from "./views";

/** Changes the name people see. */
export async function changeName(
  { user, session }: Principal,
  name: string,
  client: ClientInfo,
): Promise<UserView | Failure> {
  const { outcome: changed } = await database().changeAccount({ id: user.id }, (account, now) => {
    if (!account) return noChange(null);
    const actor = actorOf(client, session);
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
  return changed ? userView(changed) : fail("not_authenticated");
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
  client: ClientInfo,
): Promise<Failure | null> {
  const { user } = principal;
  const attempt: RateLimitKey = { counter: "knownBrowser", key: `password:${user.id}` };
  const blocked = await consume(attempt);
  if (blocked) return blocked.failure;
  if (!(await verifyPassword(user.passwordHash, password))) {
    await record("reauthentication_failed", await database().now(), principal, client);
    return fail("invalid_credentials");
  }
  await refund(attempt);
  return null;
}

async function record(
  name: AuditEventName,
  at: number,
  { user, session }: Principal,
  client: ClientInfo,
): Promise<void> {
  const actor = actorOf(client, session);
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
  client: ClientInfo,
): Promise<Grant | Failure> {
  const failure = await confirmPassword(principal, password, client);
  if (failure) return failure;
  const renewed = await refresh(presented, { sessionId: principal.session.id }, client);
  if (isFailure(renewed)) return renewed;
  if (renewed.user.passwordHash !== principal.user.passwordHash) return fail("invalid_credentials");
  await record("reauthenticated", renewed.now, principal, client);
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
  client: ClientInfo,
): Promise<Grant | Failure> {
  const { user, session } = principal;
  const failure = await confirmPassword(principal, input.currentPassword, client);
  if (failure) return failure;

  const problem = passwordProblem(input.newPassword, user);
  if (problem) return fail("invalid_request", { issues: [{ path: "newPassword", message: problem }] });

  const passwordHash = await hashPassword(input.newPassword);
  const granted = await rotateByToken(
    presented,
    { account: true, signal: client.signal },
    (family, candidate, now) => {
      const command = {
        sessionId: session.id,
        verifiedHash: user.passwordHash,
        passwordHash,
        signOutOthers: input.signOutOthers,
        candidate,
        actor: actorOf(client, session),
      };
      return decidePasswordChange(family, command, now, config().refresh);
    },
  );
  // The password was proved just now: this one token says so; the next refresh will not.
  return isFailure(granted) ? granted : { ...granted, authTime: granted.now };
}
