/**
 * Signing up and signing in with a password, in one request as far as no other step is due.
 */

import type { ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { hashToken, newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { canonicalEmail } from "@/lib/server/email";
import { hashPassword } from "@/lib/server/factors/password-hash";
import { passwordProblem } from "@/lib/server/factors/password-policy";
import { addressKey, codeCounters, consume, refundAndThrow, refundChanges } from "@/lib/server/rate-limit";
import type { Grant } from "@/lib/server/sessions/grant";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { decideDirectSignUp, decideLogin, decideVerifiedSignUp } from "@/lib/session/sign-in/attempt-begin";
import { validation } from "@/lib/texts/en/validation";
import type { NextStep } from "./attempt-views";
import { checkPassword } from "./guesses";
import { attemptPolicy, newOpening, secondStepCounter, toResult } from "./new-session";
import { newSignUpCode } from "./sent-codes";

/**
 * Signs a user in. Only the right password reveals that an account is disabled, or has a second factor.
 *
 * @returns the grant; the next step when another factor is due; or `invalid_credentials`, `account_disabled`,
 *   `rate_limited` with the seconds to wait
 */
export async function signIn(
  input: { email: string; password: string; rememberMe: boolean },
  client: ClientInfo,
): Promise<Grant | NextStep | Failure> {
  const db = database();
  const email = canonicalEmail(input.email);
  const user = await db.findUserByEmail(email);
  const checked = await checkPassword({ email, user, password: input.password }, client);
  if (isFailure(checked)) return checked;
  if (!user) return fail("invalid_credentials");

  const { counted, verifiedHash, knownBrowser } = checked;
  const { opening, refreshToken } = await newOpening(client, knownBrowser);
  const { browserId, signal } = client;
  const counter = secondStepCounter(user.id, client, knownBrowser);
  const key = { id: user.id, browserId, secondStepCounter: counter, signal };
  const command = { attemptId: newId(), browserId, rememberMe: input.rememberMe, verifiedHash, opening };
  // An error most likely means that nothing was decided: the client has disconnected, or the database is unavailable.
  const signedIn = await db
    .changeSignIn(key, (found, now) => {
      const { outcome, changes, events } = decideLogin(found, command, now, attemptPolicy());
      return { outcome, changes: [...refundChanges(counted, now), ...changes], events };
    })
    .catch((error) => refundAndThrow(counted, error));
  return toResult(signedIn, refreshToken);
}

/** What a sign-up gives. With `EMAIL_VERIFICATION` password and name may follow later. */
export interface SignUpInput {
  email: string;
  password?: string | undefined;
  name?: string | undefined;
}

/**
 * Creates an account and signs its user in; with `EMAIL_VERIFICATION` it begins a sign-up that does both once the code
 * sent to the address was right.
 *
 * @returns the grant; the next step; or `email_taken` without verification, `invalid_request` with what is missing or
 *   wrong with the password, `rate_limited` with the seconds to wait
 */
export async function signUp(input: SignUpInput, client: ClientInfo): Promise<Grant | NextStep | Failure> {
  const address = addressKey(client.device.ipAddress);
  const blocked = await consume({ limit: "signUp", key: address });
  if (blocked) return blocked.failure;

  const { emailVerification } = config();
  const email = canonicalEmail(input.email);
  const problem = signUpProblem({ ...input, email }, emailVerification);
  if (problem) return problem;
  const { password, name = null } = input;
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const { browserId, signal } = client;
  const begun = { attemptId: newId(), browserId, rememberMe: false, email, name, passwordHash };
  const { opening, refreshToken } = await newOpening(client, false);

  if (!emailVerification) {
    const signedUp = await database().changeAccount({ email, signal }, (existing, now) =>
      decideDirectSignUp(existing, { ...begun, opening }, now, attemptPolicy()),
    );
    return toResult(signedUp, refreshToken);
  }
  const tooMany = await consume(...codeCounters(hashToken(email)));
  if (tooMany) return tooMany.failure;
  const made = newSignUpCode(begun.attemptId, { email, language: client.language });
  const begunSignUp = await database().changeAccount({ email, signal }, (existing, now) =>
    decideVerifiedSignUp(existing, { ...begun, made }, now),
  );
  return toResult(begunSignUp, refreshToken);
}

function signUpProblem(
  { email, password, name }: SignUpInput,
  mayFollow: boolean,
): Failure<"invalid_request"> | null {
  const issues: { path: string; message: string }[] = [];
  const problem = password === undefined ? null : passwordProblem(password, { email, name: name ?? "" });
  if (problem) issues.push({ path: "password", message: problem });
  if (password === undefined && !mayFollow)
    issues.push({ path: "password", message: validation.passwordMissing });
  if (name === undefined && !mayFollow) issues.push({ path: "name", message: validation.missing });
  return issues.length > 0 ? fail("invalid_request", { issues }) : null;
}
