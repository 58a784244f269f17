/** Passkeys: challenges, passkeys that are added, and passkeys that are used. */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { hashToken, newId, newSecret } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { displayEmail } from "@/lib/server/email";
import { changeSecondFactorsFor } from "@/lib/server/for-caller";
import { newNotice } from "@/lib/server/mail/notices";
import { addressKey, consume, userLimitPolicy } from "@/lib/server/rate-limit";
import type { Principal } from "@/lib/server/sessions/sessions";
import {
  type ChallengeBinding,
  type CheckedPasskey,
  decideAddPasskey,
  decideNewChallenge,
  decidePasskey,
  decideSpendChallenge,
} from "@/lib/session/factors/passkeys";
import type { CodeGiver } from "@/lib/session/factors/second-factors";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { AuthenticatorView } from "@/lib/session/sign-in/sign-in-contract";
import { deviceInWords } from "@/lib/texts/device-in-words";
import { textsIn } from "@/lib/texts/texts-in";
import { addFactor } from "./second-factors";
import {
  challengeOf,
  creationOptions,
  type NewCredential,
  type PasskeyCreationOptions,
  type PasskeyRequestOptions,
  requestOptions,
  type SignedChallenge,
  verifyNewCredential,
  verifySignedChallenge,
} from "./webauthn";

/** @returns the binding of a challenge that only this session may answer */
export function toSession({ user, session }: Principal, { browserId }: ClientInfo): ChallengeBinding {
  return { browserId, userId: user.id, sessionId: session.id, attemptId: null };
}

/** Makes a challenge to sign with any passkey. @returns its options; or `rate_limited` with the seconds to wait */
export async function beginPasskey(
  binding: ChallengeBinding,
  client: ClientInfo,
): Promise<PasskeyRequestOptions | Failure> {
  const challenge = await newChallenge(binding, client);
  return isFailure(challenge) ? challenge : requestOptions(challenge);
}

/** Begins to add a passkey. @returns its options; or `rate_limited`, and the codes of `changeSessionFor` */
export async function beginAddingPasskey(
  principal: Principal,
  client: ClientInfo,
): Promise<PasskeyCreationOptions | Failure> {
  const handle = await userHandle(principal);
  if (isFailure(handle)) return handle;
  const { email, name, id } = principal.user;
  const { authenticators } = await database().findSecondFactors(id);
  const challenge = await newChallenge(toSession(principal, client), client);
  if (isFailure(challenge)) return challenge;
  return creationOptions(challenge, { handle, email: displayEmail(email), name }, authenticators);
}

/**
 * Adds a passkey.
 *
 * @param name null to name it after the device
 * @returns it, and recovery codes with the user's first second factor; or `invalid_credential`, and the codes of
 *   `decideAddPasskey` and of `changeSessionFor`
 */
export async function addPasskey(
  principal: Principal,
  { credential, name }: { credential: NewCredential; name: string | null },
  client: ClientInfo,
): Promise<(AuthenticatorView & { recoveryCodes?: string[] }) | Failure> {
  const { user, session, now } = principal;
  const challenge = await spendChallenge(credential.response.clientDataJSON, toSession(principal, client));
  const verified = challenge && (await verifyNewCredential(credential, challenge));
  // A credential belongs to one account (WebAuthn Level 3, section 7.1, step 26).
  if (!verified || (await database().findPasskey(credential.id))) return fail("invalid_credential");

  const passkey = { id: newId(), name: name ?? passkeyName(client), ...verified };
  const notice = newNotice("factor_added", user, client, { factor: "passkey", what: passkey.name });
  const change = { from: { userId: user.id, actor: actorOf(client, session) }, notice, passkey };
  const added = await addFactor(user.id, now, (recoveryCodes) =>
    changeSecondFactorsFor(principal, (factors, at, { nameChanges: usage }) =>
      decideAddPasskey(factors, { ...change, usage, recoveryCodes }, at, userLimitPolicy()),
    ),
  );
  if (isFailure(added)) return added;
  const { authenticator, ...codes } = added;
  return { ...authenticator, ...codes };
}

/**
 * Checks a signed challenge, and spends the challenge. The transaction that uses the passkey decides on it with
 * `decidePasskey`.
 *
 * @returns the passkey; or `invalid_credential` for everything that is not good
 */
export async function checkPasskey(
  credential: SignedChallenge,
  binding: ChallengeBinding,
): Promise<CheckedPasskey | Failure<"invalid_credential">> {
  const challenge = await spendChallenge(credential.response.clientDataJSON, binding);
  const passkey = challenge && (await database().findPasskey(credential.id));
  const verified = passkey && (await verifySignedChallenge(credential, challenge, passkey));
  const user = verified && (await database().findUser(passkey.userId));
  // Without a list of credentials the passkey names its user (section 7.2, step 6).
  const isOwn = user && user.webauthnUserHandle === credential.response.userHandle;
  if (!isOwn || user.webauthnUserHandle === null) return fail("invalid_credential");
  return { authenticatorId: passkey.id, userId: user.id, ...verified };
}

/**
 * Uses a passkey of a user, in a transaction of its own.
 *
 * @returns null when it was good; else `invalid_credential`
 */
export async function spendPasskey(
  from: CodeGiver,
  credential: SignedChallenge,
  binding: ChallengeBinding,
): Promise<Failure<"invalid_credential"> | null> {
  const checked = await checkPasskey(credential, binding);
  if (isFailure(checked)) return checked;
  const { outcome } = await database().changeSecondFactors(from.userId, (factors, now) =>
    decidePasskey(factors ?? { authenticators: [] }, checked, from, now),
  );
  return isFailure(outcome) ? outcome : null;
}

/**
 * Each challenge is a row, so they are counted: for the user of a session, else for the IP address.
 *
 * @returns a challenge of 256 random bits (OWASP ASVS 5.0, 6.7.2), stored as its hash; or `rate_limited`
 */
async function newChallenge(
  binding: ChallengeBinding,
  { device }: ClientInfo,
): Promise<string | Failure<"rate_limited">> {
  const blocked = await consume({ limit: "attempt", key: binding.userId ?? addressKey(device.ipAddress) });
  if (blocked) return blocked.failure;
  const challenge = newSecret();
  await database().create((now) => decideNewChallenge(hashToken(challenge), binding, now));
  return challenge;
}

/** @returns the challenge that was signed, which nothing can sign any more; null when it was not good here */
async function spendChallenge(clientDataJSON: string, binding: ChallengeBinding): Promise<string | null> {
  const challenge = challengeOf(clientDataJSON);
  if (challenge === null) return null;
  const { outcome } = await database().changeTicket(hashToken(challenge), (ticket, now) =>
    decideSpendChallenge(ticket, binding, now),
  );
  return outcome ? challenge : null;
}

/** @returns the user's id at passkeys, made with the first one; or the codes of `changeSessionFor` */
async function userHandle(principal: Principal): Promise<string | Failure> {
  const made = newSecret();
  return changeSecondFactorsFor(principal, (_, _now, { user }) => ({
    outcome: user.webauthnUserHandle ?? made,
    changes:
      user.webauthnUserHandle === null
        ? [{ kind: "update-user", id: user.id, set: { webauthnUserHandle: made } }]
        : [],
    events: [],
  }));
}

/** What a passkey is called until its user names it: the browser it was made with, in the language of the request. */
function passkeyName({ device, language }: ClientInfo): string {
  return deviceInWords(device, language) ?? textsIn(language, "authenticator").kind.passkey;
}
