/**
 * What users change about their own account.
 */
import type { UserView } from "@/lib/session/contract";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { decideChangeName } from "@/lib/session/naming";
import {
  decidePasswordAttempt,
  decidePasswordAttemptResult,
  type PasswordAttemptResult,
} from "@/lib/session/password-attempts";
import { decidePasswordChange } from "@/lib/session/password-change";
import { actorOf, type ClientInfo } from "./client-info";
import { config } from "./config";
import { database } from "./database";
import { changeAccountFor, changeSessionFor } from "./for-caller";
import type { Grant } from "./grant";
import { hashPassword, verifyPassword } from "./password-hash";
import { passwordProblem } from "./password-policy";
import { consume, type RateLimitKey, refund } from "./rate-limit";
import { refresh, rotateByToken } from "./refresh";
import type { Principal } from "./sessions";
import { userView } from "./views";

/** Changes the display name. @returns the user; or the codes of `changeSessionFor`. */
export async function changeName(
  principal: Principal,
  name: string,
  client: ClientInfo,
): Promise<UserView | Failure> {
  const { user, session } = principal;
  const command = { name, actor: actorOf(client, session) };
  const changed = await changeAccountFor(principal, { id: user.id }, (account, now) =>
    decideChangeName(account, command, now),
  );
  return isFailure(changed) ? changed : userView(changed);
}

/**
 * Checks the password of a user who is signed in, unless this session has had too many attempts, or all sessions of the
 * user together.
 *
 * @returns null when it is right; else `invalid_credentials`, `session_revoked` with `too_many_attempts` when the session
 *   was ended for it, `rate_limited` with the seconds to wait, and the codes of `changeSessionFor`
 */
async function confirmPassword(
  principal: Principal,
  password: string,
  client: ClientInfo,
): Promise<Failure | null> {
  const { user, session } = principal;
  const actor = actorOf(client, session);
  const limited = config().rateLimit;
  const refused = await changeSessionFor(principal, session.id, (current, now) =>
    decidePasswordAttempt(current, { limited, actor }, now),
  );
  if (refused) return refused;

  const attempt: RateLimitKey = { limit: "confirmation", key: user.id };
  let failure: Failure | null = null;
  let result: PasswordAttemptResult = "unchecked";
  try {
    const blocked = await consume(attempt);
    if (blocked) failure = blocked.failure;
    else result = (await verifyPassword(user.passwordHash, password)) ? "right" : "wrong";
  } finally {
    await database().changeSession(session.id, (current, now) =>
      decidePasswordAttemptResult(current, { result, actor }, now),
    );
  }
  if (result === "wrong") return fail("invalid_credentials");
  if (result === "right") await refund(attempt);
  return failure;
}

/**
 * Re-authenticates with the password (OWASP ASVS 5.0, 7.5.3): a rotation like any other, whose access token has a new
 * `auth_time`. Only this one token has it. A refresh does not carry it on, so a successor that is handed out twice never
 * inherits it.
 *
 * If the password was changed while it was being checked, it proves nothing any more. The rotation is committed by then;
 * the browser gets the same successor at its next refresh.
 *
 * @param presented the refresh token from the cookie; it must belong to the principal's session
 * @returns the grant; or the codes of `confirmPassword` and of `refresh`
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
  await recordReauthentication(principal, renewed.now, client);
  return { ...renewed, authTime: renewed.now };
}

async function recordReauthentication({ user, session }: Principal, at: number, client: ClientInfo) {
  const actor = actorOf(client, session);
  const about = { userId: user.id, sessionId: session.id, reason: null };
  await database().recordEvent({ name: "reauthenticated", at, actor, ...about });
}

/**
 * Changes the password and rotates this session's refresh token; older tokens of it are worth nothing from then on.
 *
 * @param presented the refresh token from the cookie; it must belong to the principal's session
 * @returns the grant; or `invalid_request` with what is wrong with the new password, and the codes of `confirmPassword` and of
 *   `refresh`
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
  // The password was checked just now: this one token says so, the next one will not.
  return isFailure(granted) ? granted : { ...granted, authTime: granted.now };
}
