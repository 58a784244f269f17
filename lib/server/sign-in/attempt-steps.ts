/** The steps of attempts: password, e-mail code, link, and the fields of a sign-up. */

import type { ClientInfo } from "@/lib/server/client-info";
import { hashPassword } from "@/lib/server/factors/password-hash";
import { passwordProblem } from "@/lib/server/factors/password-policy";
import {
  addressKey,
  codeCounters,
  consume,
  type RateLimitKey,
  refundAndThrow,
  refundChanges,
} from "@/lib/server/rate-limit";
import type { Grant } from "@/lib/server/sessions/grant";
import type { Decision } from "@/lib/session/decision";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { AttemptPolicy, Opening } from "@/lib/session/sign-in/attempt-progress";
import type { FoundAttempt, StepOutcome } from "@/lib/session/sign-in/attempts";
import {
  decideEmailCode,
  decideEmailedCode,
  decideLink,
  decidePassword,
  decideResend,
} from "@/lib/session/sign-in/first-factors";
import { decideProfile } from "@/lib/session/sign-in/later-steps";
import { type NextStep, nextStepView } from "./attempt-views";
import { changeOwnAttempt, findStepTarget } from "./attempts";
import { checkPassword, countGuess } from "./guesses";
import { attemptPolicy, isKnownBrowser, mailCounter, newOpening, toResult } from "./new-session";
import { codeMatcher } from "./one-time-codes";
import { newSignInCode, newSignUpCodeAgain } from "./sent-codes";

export type StepResult = Grant | NextStep | Failure;

/** A rule about one step. @param now milliseconds since the epoch */
export type StepRule = (
  found: FoundAttempt | null,
  opening: Opening,
  now: number,
  policy: AttemptPolicy,
) => Decision<StepOutcome>;

/**
 * Runs the rule of a step in the one transaction that may open the session.
 *
 * @param step.counted the guess that was counted for it: given back unless a code was wrong
 * @param step.codes false for a step that takes neither a code by e-mail nor a recovery code
 */
export async function takeStep(
  id: string,
  client: ClientInfo,
  { knownBrowser, counted = [], codes }: { knownBrowser: boolean; counted?: RateLimitKey[]; codes?: boolean },
  rule: StepRule,
): Promise<StepResult> {
  const { opening, refreshToken } = await newOpening(client, knownBrowser);
  const taken = await changeOwnAttempt({ id, signal: client.signal, codes }, client, (found, now) => {
    const { outcome, changes, events } = rule(found, opening, now, attemptPolicy());
    const isWrong = isFailure(outcome) && outcome.code === "invalid_code";
    return { outcome, changes: [...(isWrong ? [] : refundChanges(counted, now)), ...changes], events };
  }).catch((error) => refundAndThrow(counted, error));
  return toResult(taken, refreshToken);
}

/**
 * @returns the grant or the next step; or `invalid_credentials`, `account_disabled`, `rate_limited`, and the codes of
 *   `findStepTarget`
 */
export async function submitPassword(id: string, password: string, client: ClientInfo): Promise<StepResult> {
  const target = await findStepTarget(id, "password", client);
  if (isFailure(target)) return target;
  const { attempt, user } = target;
  const checked = await checkPassword({ email: attempt.email, user, password }, client);
  if (isFailure(checked)) return checked;
  const { verifiedHash } = checked;
  const { browserId } = client;
  return takeStep(id, client, checked, (found, opening, now, policy) =>
    decidePassword(found, { browserId, verifiedHash, opening }, now, policy),
  );
}

/** Sends a code to the address of a sign-in. @returns the next step; or `rate_limited`, and the codes of `findStepTarget` */
export async function sendEmailCode(id: string, client: ClientInfo): Promise<NextStep | Failure> {
  return sendCode(id, "email_code", client);
}

/** Sends another code. @returns as `sendEmailCode`; `rate_limited` also within a minute of the last one */
export async function resendEmailCode(id: string, client: ClientInfo): Promise<NextStep | Failure> {
  return sendCode(id, "resend", client);
}

async function sendCode(
  id: string,
  command: "email_code" | "resend",
  client: ClientInfo,
): Promise<NextStep | Failure> {
  const target = await findStepTarget(id, command, client);
  if (isFailure(target)) return target;
  const { email, kind } = target.attempt;
  const blocked = await consume(
    { limit: "address", key: addressKey(client.device.ipAddress) },
    ...codeCounters(await mailCounter(email, target.user, client)),
  );
  if (blocked) return blocked.failure;
  const { browserId, language } = client;
  const to = { email, language };
  const made = kind === "sign_in" ? newSignInCode(id, to) : newSignUpCodeAgain(id, to);
  const decide = command === "resend" ? decideResend : decideEmailCode;
  const { outcome, now } = await changeOwnAttempt({ id }, client, (found, now) =>
    decide(found, { browserId, made }, now),
  );
  if (isFailure(outcome)) return outcome;
  // `decideResend` and `decideEmailCode` never open a session: any other outcome is a bug.
  return outcome.kind === "next" ? nextStepView(outcome.state, now) : fail("server_error");
}

/**
 * @returns the grant or the next step; or `invalid_code` with the attempts that remain, `account_disabled`,
 *   `email_taken`, `rate_limited`, `challenge_closed`, and the codes of `findStepTarget`
 */
export async function submitEmailCode(id: string, code: string, client: ClientInfo): Promise<StepResult> {
  const target = await findStepTarget(id, "code", client);
  if (isFailure(target)) return target;
  const { attempt, user } = target;
  const guess = await countGuess(attempt.email, user, client);
  if (isFailure(guess)) return guess;
  const matches = codeMatcher(code, id);
  const { browserId } = client;
  return takeStep(id, client, guess, (found, opening, now, policy) =>
    decideEmailedCode(found, { browserId, matches, opening }, now, policy),
  );
}

/**
 * Takes the ticket of a sign-in link, in the browser that asked for it.
 *
 * @param id of the attempt it belongs to
 * @returns the grant or the next step; or `invalid_ticket` for every ticket that is not good here, `account_disabled`,
 *   `email_taken`, `rate_limited`
 */
export async function submitLink(
  { ticketHash, id }: { ticketHash: string; id: string },
  client: ClientInfo,
): Promise<StepResult> {
  const target = await findStepTarget(id, "link", client);
  if (isFailure(target)) return fail("invalid_ticket");
  const knownBrowser = await isKnownBrowser(target.user?.id, client);
  const { browserId } = client;
  const result = await takeStep(id, client, { knownBrowser }, (found, opening, now, policy) =>
    decideLink(found, { browserId, ticketHash, opening }, now, policy),
  );
  // The password has changed since the link was sent.
  return isFailure(result) && result.code === "attempt_closed" ? fail("invalid_ticket") : result;
}

/**
 * Takes the fields that a sign-up still needs.
 *
 * @returns the grant or the next step; or `invalid_request` with what is wrong with the password, `email_taken`,
 *   `rate_limited`, and the codes of `findStepTarget`
 */
export async function submitProfile(
  id: string,
  { name, password }: { name?: string | undefined; password?: string | undefined },
  client: ClientInfo,
): Promise<StepResult> {
  const target = await findStepTarget(id, "profile", client);
  if (isFailure(target)) return target;
  const { email, name: given } = target.attempt;
  const known = { email, name: name ?? given ?? "" };
  const problem = password === undefined ? null : passwordProblem(password, known);
  if (problem) return fail("invalid_request", { issues: [{ path: "password", message: problem }] });
  // Without a name the step stays open: each of its hashes counts.
  const blocked =
    password === undefined
      ? null
      : await consume({ limit: "address", key: addressKey(client.device.ipAddress) });
  if (blocked) return blocked.failure;
  const fields = {
    ...(name !== undefined && { name }),
    ...(password !== undefined && { passwordHash: await hashPassword(password) }),
  };
  const { browserId } = client;
  return takeStep(id, client, { knownBrowser: false }, (found, opening, now, policy) =>
    decideProfile(found, { browserId, fields, opening }, now, policy),
  );
}
