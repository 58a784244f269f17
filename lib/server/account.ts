/**
 * What users change about themselves.
 */
import type { UserView } from "@/lib/session/contract";
import { nothing } from "@/lib/session/decision";
import { decidePasswordChange, type PasswordChangeOutcome } from "@/lib/session/password-change";
import { config } from "./config";
import { database } from "./database";
import { passwordProblem } from "./password-policy";
import { hashPassword, verifyPassword } from "./passwords";
import { isRefusal, type Refusal, refusalOf, refuse } from "./refusal";
import { actorOf, type Requester } from "./requester";
import { hashToken } from "./secrets";
import { grantedToken, type Principal, successorFor } from "./sessions";
import { type Attempt, countAttempt, forgiveAttempt } from "./throttle";
import { type Grant, userView } from "./views";

/** Changes the name people see. */
export async function changeName(
  { user, session }: Principal,
  name: string,
  requester: Requester,
): Promise<UserView | Refusal> {
  const changed = await database().changeAccount({ id: user.id }, (account, now) => {
    if (!account) return nothing(null);
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
 * Changes the password and rotates the refresh token of this session; older ones are shut out.
 *
 * @param presented the refresh token from the cookie; it must belong to the principal's session
 */
export async function changePassword(
  principal: Principal,
  presented: string,
  input: { currentPassword: string; newPassword: string; signOutOthers: boolean },
  requester: Requester,
): Promise<Grant | Refusal> {
  const { user, session } = principal;
  const attempt: Attempt = { counter: "knownBrowser", key: `password:${user.id}` };
  const throttled = await countAttempt(attempt);
  if (throttled) return throttled;
  if (!(await verifyPassword(user.passwordHash, input.currentPassword))) return refuse("invalid_credentials");
  await forgiveAttempt(attempt);

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
    { account: true },
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
