/**
 * Changes that users make to their own account.
 */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { hashPassword } from "@/lib/server/factors/password-hash";
import { changeAccountFor } from "@/lib/server/for-caller";
import { newNotice } from "@/lib/server/mail/notices";
import { userLimitPolicy } from "@/lib/server/rate-limit";
import type { Grant } from "@/lib/server/sessions/grant";
import { rotateByToken } from "@/lib/server/sessions/refresh";
import { findPrincipal, type Principal } from "@/lib/server/sessions/sessions";
import { confirmPasswordChange } from "@/lib/server/sign-in/reauthentication";
import { userView } from "@/lib/server/views";
import { decideSetLanguage } from "@/lib/session/account/languages";
import { decidePasswordChange } from "@/lib/session/account/password-change";
import { decideUpdateProfile, type ProfileChanges } from "@/lib/session/account/profile";
import type { UserView } from "@/lib/session/contract";
import { type Failure, isFailure } from "@/lib/session/failure";

/**
 * Changes the display name, the idle limit, or both. A changed limit holds for all sessions of the user at once.
 *
 * @param isRecent whether the user has proved who they are within REAUTHENTICATION_WINDOW: an idle limit that ends another
 *   session needs that
 * @returns the user; or the codes of `decideUpdateProfile` and of `changeAccountFor`
 */
export async function updateProfile(
  principal: Principal,
  changes: ProfileChanges,
  client: ClientInfo,
  isRecent = false,
): Promise<UserView | Failure> {
  const { user, session } = principal;
  const { limits } = config();
  const actor = actorOf(client, session);
  const changed = await changeAccountFor(principal, { id: user.id }, (account, now, { nameChanges: usage }) =>
    decideUpdateProfile(
      account,
      { changes, sessionId: session.id, isRecent, limits, actor, usage },
      now,
      userLimitPolicy(),
    ),
  );
  return isFailure(changed) ? changed : userView(changed);
}

/**
 * Keeps the language that a user chose, for the messages that are sent to the account.
 *
 * @param refreshToken of this browser's active session; one that has ended keeps nothing
 */
export async function keepLanguage(refreshToken: string, language: string): Promise<void> {
  const principal = await findPrincipal(refreshToken);
  if (!principal || "reason" in principal) return;
  await changeAccountFor(principal, { id: principal.user.id }, (account, now, caller) =>
    decideSetLanguage(account, { language, caller }, now, userLimitPolicy()),
  );
}

/**
 * Changes the password and rotates this session's refresh token; older tokens of it are worth nothing from then on.
 *
 * @param presented the refresh token from the cookie; it must belong to the principal's session
 * @returns the grant; or the codes of `confirmPasswordChange` and of `refresh`
 */
export async function changePassword(
  principal: Principal,
  presented: string,
  input: { currentPassword: string; newPassword: string; signOutOthers: boolean },
  client: ClientInfo,
): Promise<Grant | Failure> {
  const { user, session } = principal;
  const failure = await confirmPasswordChange(principal, input, client);
  if (failure) return failure;

  const passwordHash = await hashPassword(input.newPassword);
  const notice = newNotice("password_changed", user, client);
  const granted = await rotateByToken(presented, client, { account: true }, (family, rotation, now) => {
    const command = {
      ...rotation,
      sessionId: session.id,
      verifiedHash: user.passwordHash,
      passwordHash,
      signOutOthers: input.signOutOthers,
      actor: actorOf(client, session),
      notice,
    };
    return decidePasswordChange(family, command, now, config().refresh);
  });
  // The password was checked just now: this one token says so, the next one will not.
  return isFailure(granted) ? granted : { ...granted, authTime: granted.now };
}
