/** Signing in with a passkey: without an address, or as a step of an attempt. */

import type { ClientInfo } from "@/lib/server/client-info";
import { database } from "@/lib/server/database";
import { beginPasskey, checkPasskey } from "@/lib/server/factors/passkeys";
import type { PasskeyRequestOptions, SignedChallenge } from "@/lib/server/factors/webauthn";
import { type ChallengeBinding, decidePasskey } from "@/lib/session/factors/passkeys";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { decideSecondFactor } from "@/lib/session/sign-in/later-steps";
import { decidePasskeySignIn } from "@/lib/session/sign-in/passkey-sign-in";
import { type StepResult, takeStep } from "./attempt-steps";
import { findStepTarget } from "./attempts";
import { attemptPolicy, isKnownBrowser, newOpening, toResult } from "./new-session";

/** @returns the options of a sign-in without an address; or `rate_limited` with the seconds to wait */
export async function beginPasskeySignIn(client: ClientInfo): Promise<PasskeyRequestOptions | Failure> {
  return beginPasskey(toSignIn(client, null), client);
}

/**
 * Signs the user of a passkey in.
 *
 * @returns the grant; or `invalid_credential`, `account_disabled`, `rate_limited`
 */
export async function signInWithPasskey(
  { credential, rememberMe }: { credential: SignedChallenge; rememberMe: boolean },
  client: ClientInfo,
): Promise<StepResult> {
  const passkey = await checkPasskey(credential, toSignIn(client, null));
  if (isFailure(passkey)) return passkey;
  const { opening, refreshToken } = await newOpening(client, await isKnownBrowser(passkey.userId, client));
  const key = { id: passkey.userId, browserId: client.browserId, signal: client.signal };
  const signedIn = await database().changeSignIn(key, (found, now) =>
    decidePasskeySignIn(found, { passkey, rememberMe, opening }, now, attemptPolicy()),
  );
  return toResult(signedIn, refreshToken);
}

/** @returns the options of a step; the same as without an address; or `rate_limited`, and the codes of `findStepTarget` */
export async function beginPasskeyStep(
  id: string,
  client: ClientInfo,
): Promise<PasskeyRequestOptions | Failure> {
  const target = await findStepTarget(id, "passkey", client);
  return isFailure(target) ? target : beginPasskey(toSignIn(client, id), client);
}

/**
 * Takes a passkey instead of a password, or as the second factor.
 *
 * @returns the grant; or `invalid_credential`, `account_disabled`, `rate_limited`, and the codes of `findStepTarget`
 */
export async function submitPasskey(
  id: string,
  credential: SignedChallenge,
  client: ClientInfo,
): Promise<StepResult> {
  const target = await findStepTarget(id, "passkey", client);
  if (isFailure(target)) return target;
  const passkey = await checkPasskey(credential, toSignIn(client, id));
  if (isFailure(passkey)) return passkey;
  const knownBrowser = await isKnownBrowser(target.user?.id, client);
  const { browserId } = client;
  return takeStep(id, client, { knownBrowser }, (found, opening, now, policy) =>
    decideSecondFactor(
      found,
      { browserId, command: "passkey", opening },
      ({ account, factors }, now) => {
        const { actor } = opening.session;
        if (!account) return { outcome: fail("invalid_credential"), changes: [], events: [] };
        return decidePasskey(factors, passkey, { userId: account.user.id, actor }, now);
      },
      now,
      policy,
    ),
  );
}

function toSignIn({ browserId }: ClientInfo, attemptId: string | null): ChallengeBinding {
  return { browserId, userId: null, sessionId: null, attemptId };
}
