/**
 * Rotation: from a presented refresh token to the next one.
 */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { hashToken, newRefreshToken, openSuccessor, sealSuccessor } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { readDeviceProof } from "@/lib/server/device-binding/request-proof";
import { userLimitPolicy } from "@/lib/server/rate-limit";
import type { PasswordChangeOutcome } from "@/lib/session/account/password-change";
import { type Decision, type Family, noChange } from "@/lib/session/decision";
import type { BoundCookie } from "@/lib/session/device-binding/dbsc";
import type { DeviceProof, ProofCommand } from "@/lib/session/device-binding/device-proof";
import type { ErrorCode } from "@/lib/session/errors";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { type Candidate, decideRefresh } from "@/lib/session/refresh";
import type { Grant } from "./grant";

/** What a rotation may grant, and what it is asked with. */
export interface RotationCommand {
  candidate: Candidate;
  proof: DeviceProof;
  boundCookies: readonly BoundCookie[];
}

type RotationRule = (
  family: Family | null,
  command: RotationCommand,
  now: number,
) => Decision<PasswordChangeOutcome>;

/**
 * Lets a rule decide what a presented refresh token gets, and hands its holder the token the rule granted.
 *
 * The random successor is made and sealed under the presented token before the transaction begins.
 *
 * @param presented the refresh token from the cookie
 * @param options.account load the account too, for rules that reach beyond this session
 * @param rule gets the token's family (null for an unknown token), the successor it may grant with the request's proof, and
 *   the time
 * @returns the grant, whose `authTime` is that of the session; or the rule's failure
 */
export async function rotateByToken(
  presented: string,
  client: ClientInfo,
  options: { account: boolean },
  rule: RotationRule,
): Promise<Grant | Failure> {
  return rotateWith(presented, client, (hash, command, reading) =>
    database().changeByToken(hash, { ...options, ...reading }, (family, now) => rule(family, command, now)),
  );
}

/**
 * The same for a change that reads more than the token's family.
 *
 * @param change runs a rule in a transaction; gets the hash of the presented token, the successor it may grant with the
 *   request's proof, and how the rows are read
 * @returns the grant, whose `authTime` is that of the session; or the rule's failure
 */
export async function rotateWith<Code extends ErrorCode>(
  presented: string,
  client: ClientInfo,
  change: (
    hash: string,
    command: RotationCommand,
    reading: { signal: AbortSignal | undefined; proofId: string | undefined },
  ) => Promise<{
    outcome: PasswordChangeOutcome | Failure<Code>;
    now: number;
    found: Pick<Family, "user"> | { family: Pick<Family, "user"> } | null;
  }>,
): Promise<Grant | Failure> {
  const successor = newRefreshToken();
  const candidate = { hash: hashToken(successor), sealed: sealSuccessor(presented, successor) };
  const proof = await readDeviceProof(client);
  const proofId = proof.kind === "signed" ? proof.id.hash : undefined;
  const reading = { signal: client.signal, proofId };
  const { outcome, now, found } = await change(
    hashToken(presented),
    { candidate, proof, boundCookies: client.boundCookies ?? [] },
    reading,
  );
  if (isFailure(outcome)) return outcome;
  if (!found) throw new Error("a rule granted a rotation of an unknown token");

  const { session } = outcome;
  const { user } = "family" in found ? found.family : found;
  const refreshToken =
    outcome.kind === "rotated" ? successor : outcome.seals.reduce(openSuccessor, presented);
  return { user, session, refreshToken, authTime: session.authenticatedAt, now };
}

/** The session a caller expects to refresh; what is left out matches any. */
export interface Expectation {
  userId?: string | undefined;
  sessionId?: string | undefined;
}

/**
 * Refreshes a session.
 *
 * @param presented the refresh token from the cookie
 * @param options.replacesKey the user has just proved who they are: a proof by another key binds the session to that one
 * @returns the grant; or `use_dpop_nonce` and `device_proof_required` for a session that is bound to a key and a request
 *   that does not prove it, `not_authenticated` for an unknown token, `session_expired` or `session_revoked` with the
 *   reason, `rate_limited` with the seconds to wait, `superseded` when a newer token is on its way to the browser,
 *   `session_mismatch` when the token belongs to another user or session than expected
 */
export async function refresh(
  presented: string,
  expected: Expectation,
  client: ClientInfo,
  { replacesKey = false }: Pick<ProofCommand, "replacesKey"> = {},
): Promise<Grant | Failure> {
  const policy = { ...config().refresh, ...userLimitPolicy() };
  const options = { account: policy.reuseResponse === "user" };
  return rotateByToken(presented, client, options, (family, command, now) => {
    if (family && !isExpected(family, expected)) {
      return noChange(fail("session_mismatch"));
    }
    const actor = actorOf(client, family?.session ?? null);
    return decideRefresh(family, { ...command, actor, replacesKey }, now, policy);
  });
}

function isExpected({ session }: Family, { userId, sessionId }: Expectation): boolean {
  return (userId ?? session.userId) === session.userId && (sessionId ?? session.id) === session.id;
}
