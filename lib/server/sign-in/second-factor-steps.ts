/** The second factor of an attempt: the code of an app, a recovery code, and setting up a first app. */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { newId, sealSecret } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { displayEmail } from "@/lib/server/email";
import { appName } from "@/lib/server/factors/authenticators";
import {
  checkSecondFactorCode,
  matchTotpSteps,
  newRecoveryCodes,
  openApps,
} from "@/lib/server/factors/second-factors";
import { newTotpSecret, totpUri } from "@/lib/server/factors/totp";
import { newNotice } from "@/lib/server/mail/notices";
import { type Decision, noChange } from "@/lib/session/decision";
import { decideConfirmTotp } from "@/lib/session/factors/authenticators";
import { decideSecondFactorCode, type ProvenFactor } from "@/lib/session/factors/second-factors";
import { plainCode } from "@/lib/session/factors/typed-code";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { decideSecondFactor, decideStartSetUp } from "@/lib/session/sign-in/later-steps";
import { ownCounter } from "@/lib/session/user-limits";
import { type StepResult, takeStep } from "./attempt-steps";
import { changeOwnAttempt, findOpenAttempt, findStepTarget } from "./attempts";
import { isKnownBrowser } from "./new-session";

/**
 * Takes the code of an app, or a recovery code.
 *
 * @returns the grant; or `invalid_code`, `factor_locked` and `rate_limited` with the seconds to wait, and the codes of
 *   `findOpenAttempt`
 */
export async function submitSecondFactorCode(
  id: string,
  command: "totp" | "recovery_code",
  typed: string,
  client: ClientInfo,
): Promise<StepResult> {
  // The code of an app needs none of the recovery codes.
  const codes = command === "recovery_code";
  const open = await findOpenAttempt({ id, codes }, command, client);
  if (isFailure(open)) return open;
  const { userId } = open.attempt;
  if (userId === null) return fail("invalid_code");
  const { browserId } = client;
  const knownBrowser = await isKnownBrowser(userId, client);
  const counter = knownBrowser ? ownCounter(userId, browserId) : userId;
  const code = await checkSecondFactorCode(open.factors, typed, counter);
  if (isFailure(code)) return code;
  if (code.kind !== command) return fail("invalid_code");

  return takeStep(id, client, { knownBrowser, codes }, (found, opening, now, policy) =>
    decideSecondFactor(
      found,
      { browserId, command, opening },
      ({ account, factors }, now) => {
        const { actor } = opening.session;
        if (account?.user.id !== userId || !account) return noChange(fail("invalid_code"));
        return decideSecondFactorCode(factors, code, { userId: account.user.id, actor }, now);
      },
      now,
      policy,
    ),
  );
}

/**
 * Begins to set up an app, for a user who has to have a second factor and has none.
 *
 * @returns its secret (once) in base 32, and the address that a QR code shows; or the codes of `decideStartSetUp`
 */
export async function startTotpStep(
  id: string,
  client: ClientInfo,
): Promise<{ secret: string; uri: string } | Failure> {
  const secret = newTotpSecret();
  const app = { id: newId(), name: appName(client), sealedSecret: sealSecret(secret, config().secrets) };
  const { browserId } = client;
  const { outcome } = await changeOwnAttempt({ id }, client, (found, now) =>
    decideStartSetUp(found, { browserId, app, actor: actorOf(client, null) }, now),
  );
  if (isFailure(outcome)) return outcome;
  return { secret, uri: totpUri(secret, displayEmail(outcome.email)) };
}

/**
 * Confirms the app with its first code.
 *
 * @returns the grant or the next step, and the recovery codes of a first second factor; or `invalid_code`, `not_found`
 *   when no set-up was begun, `factor_locked`, `rate_limited`, and the codes of `findStepTarget`
 */
export async function confirmTotpStep(
  id: string,
  typed: string,
  client: ClientInfo,
): Promise<{ result: StepResult; recoveryCodes: string[] | null }> {
  const refused = (result: Failure) => ({ result, recoveryCodes: null });
  const target = await findStepTarget(id, "totp_setup", client);
  if (isFailure(target)) return refused(target);
  const { user } = target;
  if (!user) return refused(fail("not_found"));

  const { authenticators } = await database().findSecondFactors(user.id);
  const begun = authenticators.find(({ type, confirmedAt }) => type === "totp" && confirmedAt === null);
  if (!begun) return refused(fail("not_found"));
  const now = await database().now();
  const digits = plainCode(typed);
  const matchedStep = matchTotpSteps(openApps([begun]), digits, now)[begun.id] ?? null;
  // They take long to make, and a wrong code needs none.
  const codes = matchedStep === null ? null : await newRecoveryCodes(user.id, now);
  if (isFailure(codes)) return refused(codes);
  const notice = newNotice("factor_added", user, client, { factor: "totp" });
  const { browserId } = client;
  let isFirst = false;
  const result = await takeStep(id, client, { knownBrowser: false }, (found, opening, at, policy) =>
    decideSecondFactor(
      found,
      { browserId, command: "totp_setup", opening },
      ({ factors }, at): Decision<ProvenFactor | Failure> => {
        // It belongs to the session that it opens: a user who reports that session gets rid of it.
        const actor = { ...opening.session.actor, userId: user.id, sessionId: opening.session.id };
        const from = { userId: user.id, actor };
        const command = { id: begun.id, matchedStep, recoveryCodes: codes?.records ?? [] };
        const change = { ...command, from, notice, usage: null };
        const { outcome, changes, events } = decideConfirmTotp(factors, change, at, { unlimited: true });
        if (isFailure(outcome)) return { outcome, changes, events };
        isFirst = typeof outcome === "object" && outcome.isFirst;
        return { outcome: { kind: "totp" }, changes, events };
      },
      at,
      policy,
    ),
  );
  return { result, recoveryCodes: !isFailure(result) && isFirst && codes ? codes.codes : null };
}
