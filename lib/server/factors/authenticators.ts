/** The second factors of a signed-in user: the list, and adding, naming and removing them. */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { newId, sealSecret } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { displayEmail } from "@/lib/server/email";
import { changeSecondFactorsFor } from "@/lib/server/for-caller";
import { newNotice } from "@/lib/server/mail/notices";
import { userLimitPolicy } from "@/lib/server/rate-limit";
import type { Principal } from "@/lib/server/sessions/sessions";
import { authenticatorView } from "@/lib/server/views";
import {
  decideConfirmTotp,
  decideRemoveAuthenticator,
  decideRenameAuthenticator,
  decideReplaceRecoveryCodes,
  decideStartTotp,
} from "@/lib/session/factors/authenticators";
import { recoveryCodesLeft } from "@/lib/session/factors/recovery-codes";
import { type CodeGiver, confirmedFactors } from "@/lib/session/factors/second-factors";
import { plainCode } from "@/lib/session/factors/typed-code";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { AuthenticatorsView, AuthenticatorView } from "@/lib/session/sign-in/sign-in-contract";
import { textsIn } from "@/lib/texts/texts-in";
import { addFactor, matchTotpSteps, openApps, withRecoveryCodes } from "./second-factors";
import { newTotpSecret, totpUri } from "./totp";

/** @returns what an authenticator app is called until its user names it, in the language of the request */
export function appName({ language }: Pick<ClientInfo, "language">): string {
  return textsIn(language, "authenticator").kind.totp;
}

/** @returns the second factors of a user that count, and how many recovery codes are left */
export async function listAuthenticators(userId: string): Promise<AuthenticatorsView> {
  const { authenticators, recoveryCodes } = await database().findSecondFactors(userId);
  return {
    authenticators: confirmedFactors(authenticators).map(authenticatorView),
    recoveryCodesLeft: recoveryCodesLeft(recoveryCodes),
  };
}

/**
 * Begins to set up an authenticator app.
 *
 * @returns the app's id, its secret (once) in base 32, and the address that a QR code shows; or `invalid_request` for a
 *   user who has too many, `rate_limited`, and the codes of `changeSessionFor`
 */
export async function startTotp(
  principal: Principal,
  client: ClientInfo,
): Promise<{ id: string; secret: string; uri: string } | Failure> {
  const secret = newTotpSecret();
  const app = { id: newId(), name: appName(client), sealedSecret: sealSecret(secret, config().secrets) };
  const from = giver(principal, client);
  const started = await changeSecondFactorsFor(principal, (factors, now, { nameChanges: usage }) =>
    decideStartTotp(factors, { ...app, from, usage }, now, userLimitPolicy()),
  );
  if (isFailure(started)) return started;
  return { id: started.id, secret, uri: totpUri(secret, displayEmail(principal.user.email)) };
}

/**
 * Confirms an authenticator app with its first code.
 *
 * @returns the app, and recovery codes with the user's first second factor; or the codes of `decideConfirmTotp` and of
 *   `changeSessionFor`
 */
export async function confirmTotp(
  principal: Principal,
  { id, code }: { id: string; code: string },
  client: ClientInfo,
): Promise<{ authenticator: AuthenticatorView; recoveryCodes?: string[] } | Failure> {
  const { user } = principal;
  const digits = plainCode(code);
  const { authenticators } = await database().findSecondFactors(user.id);
  const now = await database().now();
  const own = authenticators.filter((authenticator) => authenticator.id === id);
  const matchedStep = matchTotpSteps(openApps(own), digits, now)[id] ?? null;
  const change = {
    id,
    matchedStep,
    from: giver(principal, client),
    notice: newNotice("factor_added", user, client, { factor: "totp" }),
  };
  return addFactor(user.id, now, (recoveryCodes) =>
    changeSecondFactorsFor(principal, (factors, at, { nameChanges: usage }) =>
      decideConfirmTotp(factors, { ...change, usage, recoveryCodes }, at, userLimitPolicy()),
    ),
  );
}

/** Names an authenticator. @returns it; or `not_found`, `rate_limited`, and the codes of `changeSessionFor` */
export async function renameAuthenticator(
  principal: Principal,
  { id, name }: { id: string; name: string },
  client: ClientInfo,
): Promise<AuthenticatorView | Failure> {
  const from = giver(principal, client);
  const renamed = await changeSecondFactorsFor(principal, (factors, now, { nameChanges: usage }) =>
    decideRenameAuthenticator(factors, { id, name, from, usage }, now, userLimitPolicy()),
  );
  return isFailure(renamed) ? renamed : authenticatorView(renamed);
}

/**
 * Removes an authenticator.
 *
 * @returns null; or `not_found`, `second_factor_needed` for the last one with `SECOND_FACTOR=required`, and the codes of
 *   `changeSessionFor`
 */
export async function removeAuthenticator(
  principal: Principal,
  id: string,
  client: ClientInfo,
): Promise<Failure | null> {
  const { authenticators } = await database().findSecondFactors(principal.user.id);
  const name = authenticators.find((authenticator) => authenticator.id === id)?.name;
  if (name === undefined) return fail("not_found");
  const isRequired = config().secondFactorRequired;
  const from = giver(principal, client);
  const notice = newNotice("factor_removed", principal.user, client, { what: name });
  return changeSecondFactorsFor(principal, (factors, now) =>
    decideRemoveAuthenticator(factors, { id, isRequired, from, notice }, now),
  );
}

/**
 * Replaces the recovery codes.
 *
 * @returns the new ones, once; or `second_factor_needed` for a user without a second factor, `rate_limited`, and the codes
 *   of `changeSessionFor`
 */
export async function replaceRecoveryCodes(
  principal: Principal,
  client: ClientInfo,
): Promise<{ recoveryCodes: string[] } | Failure> {
  const { user, now } = principal;
  const notice = newNotice("factor_added", user, client, { factor: "recoveryCodes" });
  const change = { from: giver(principal, client), notice };
  const replaced = await withRecoveryCodes<null>(user.id, now, (recoveryCodes) =>
    changeSecondFactorsFor(principal, (factors, at, { nameChanges: usage }) =>
      decideReplaceRecoveryCodes(factors, { ...change, usage, recoveryCodes }, at, userLimitPolicy()),
    ),
  );
  return isFailure(replaced) ? replaced : { recoveryCodes: replaced.codes };
}

function giver({ user, session }: Principal, client: ClientInfo): CodeGiver {
  return { userId: user.id, actor: actorOf(client, session) };
}
