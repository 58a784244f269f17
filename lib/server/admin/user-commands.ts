/**
 * The use cases behind `npm run user`. They need no session: a person who can run a command on the server may do anything.
 */

import { newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { canonicalEmail } from "@/lib/server/email";
import { hashPassword } from "@/lib/server/factors/password-hash";
import { passwordProblem } from "@/lib/server/factors/password-policy";
import { newNotice } from "@/lib/server/mail/notices";
import {
  decideCreateUser,
  decideResetPassword,
  decideSetDisabled,
  decideSetRoles,
  OPERATOR,
} from "@/lib/session/admin/account-management";
import type { Failure } from "@/lib/session/failure";
import { fail } from "@/lib/session/failure";
import type { Role } from "@/lib/session/roles";
import type { UserRecord } from "@/lib/session/session";

type Outcome = Promise<UserRecord | Failure>;

/**
 * Makes an account.
 *
 * @returns `email_taken`, or `invalid_request` with what is wrong with the password
 */
export async function createUser(input: {
  email: string;
  name: string;
  password: string;
  roles: Role[];
}): Outcome {
  const email = canonicalEmail(input.email);
  const problem = passwordProblem(input.password, { email, name: input.name });
  if (problem) return fail("invalid_request", { issues: [{ path: "password", message: problem }] });
  const passwordHash = await hashPassword(input.password);
  const user = { id: newId(), email, name: input.name, passwordHash, roles: input.roles };
  const { outcome } = await database().changeAccount({ email }, (existing, now) =>
    decideCreateUser(existing, user, now),
  );
  return outcome;
}

/** @returns `not_found` when no account has the address */
export async function showUser(email: string): Outcome {
  return (await database().findUserByEmail(canonicalEmail(email))) ?? fail("not_found");
}

/** @returns `not_found` when no account has the address */
export async function setRoles(email: string, roles: Role[]): Outcome {
  const { outcome } = await database().changeAccount({ email: canonicalEmail(email) }, (account, now) =>
    decideSetRoles(account, { roles, actor: OPERATOR }, now),
  );
  return outcome;
}

/** @returns `not_found` when no account has the address */
export async function setUserDisabled(email: string, disabled: boolean): Outcome {
  const { outcome } = await database().changeAccount({ email: canonicalEmail(email) }, (account, now) =>
    decideSetDisabled(account, { disabled, actor: OPERATOR }, now),
  );
  return outcome;
}

/** @returns `not_found`, or `invalid_request` with what is wrong with the password */
export async function resetPassword(email: string, password: string): Outcome {
  const user = await database().findUserByEmail(canonicalEmail(email));
  if (!user) return fail("not_found");
  const problem = passwordProblem(password, user);
  if (problem) return fail("invalid_request", { issues: [{ path: "password", message: problem }] });
  const passwordHash = await hashPassword(password);
  const notice = newNotice("password_changed", user, null);
  const { outcome } = await database().changeAccount({ id: user.id }, (account, now) =>
    decideResetPassword(account, { passwordHash, notice }, now),
  );
  return outcome;
}
