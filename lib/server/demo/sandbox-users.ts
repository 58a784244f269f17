/**
 * The throw-away users of the demo. Every visitor of the landing page gets one, for half an hour. Only the server signs
 * them in, and their access tokens are good only for requests that the server itself has relayed.
 */

import type { ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { newId, newSecret } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { provenEarlier } from "@/lib/server/device-binding/request-proof";
import { isUnavailable } from "@/lib/server/errors";
import { hashPassword } from "@/lib/server/factors/password-hash";
import { log } from "@/lib/server/log";
import { reportError } from "@/lib/server/observability/report-error";
import type { Grant } from "@/lib/server/sessions/grant";
import { attemptPolicy, newOpening, toResult } from "@/lib/server/sign-in/new-session";
import { processSingleton } from "@/lib/server/singleton";
import { decideCreateUser } from "@/lib/session/admin/account-management";
import { isSandboxUser, newSandboxUser, SANDBOX_LIFETIME_MS } from "@/lib/session/demo/sandbox-user";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { UserRecord } from "@/lib/session/session";
import { decideSignIn } from "@/lib/session/sign-in/sign-in";

const SWEEP_INTERVAL_MS = 60 * 1000;
const NAME = "Guest";

/** @returns the password of all throw-away users, which only this process knows, and its hash. Hashing is slow. */
export function sandboxPassword(): Promise<{ password: string; hash: string }> {
  return processSingleton("sandbox password", async () => {
    const password = newSecret();
    return { password, hash: await hashPassword(password) };
  });
}

/** Makes a throw-away user. */
export async function createSandboxUser(): Promise<UserRecord> {
  const newUser = newSandboxUser(newId(), NAME, (await sandboxPassword()).hash);
  const { outcome } = await database().changeAccount({ email: newUser.email }, (existing, now) =>
    decideCreateUser(existing, newUser, now),
  );
  if (isFailure(outcome)) throw new Error(`no throw-away user was made: ${outcome.code}`);
  return outcome;
}

/**
 * Signs a throw-away user in on a browser, without the work of checking a password.
 *
 * @param options.endsAt when the session ends whatever happens, in milliseconds since the epoch; left out: at its limits
 * @param options.boundKey the thumbprint of the key that the session is bound to; null or left out for none, also where
 *   DEVICE_BINDING requires one: the server's own requests prove nothing
 * @returns the grant; or `rate_limited` after too many sign-ins, `invalid_credentials` when the user is gone
 */
export async function openSandboxSession(
  user: UserRecord,
  client: ClientInfo,
  {
    rememberMe = false,
    endsAt = Number.POSITIVE_INFINITY,
    boundKey = null,
  }: { rememberMe?: boolean; endsAt?: number; boundKey?: string | null } = {},
): Promise<Grant | Failure> {
  // As on a known browser: a throw-away user gets no mail about it.
  const { opening, refreshToken } = await newOpening({ ...client, proof: provenEarlier(boundKey) }, true);
  const signedIn = await database().changeAccount({ id: user.id }, (account, now) => {
    const policy = attemptPolicy();
    const limits = {
      ...policy.limits,
      absolute: Math.min(policy.limits.absolute, endsAt - now),
      rememberAbsolute: Math.min(policy.limits.rememberAbsolute, endsAt - now),
    };
    const command = {
      ...opening.session,
      rememberMe,
      authMethods: ["pwd"],
      verifiedHash: account?.user.passwordHash ?? "",
      knownBrowser: true,
    };
    return decideSignIn(account, command, now, { ...policy, limits });
  });
  const result = toResult(signedIn, refreshToken);
  return "attempt" in result ? fail("wrong_step") : result;
}

/** The requests that the server relays for a throw-away user. Told by the object: no header of a client makes one. */
function relayedRequests(): WeakSet<object> {
  return processSingleton("relayed requests", () => new WeakSet());
}

/** Marks a request as one that the server relays. */
export function markRelayed(request: object): void {
  relayedRequests().add(request);
}

/**
 * Refuses a throw-away user whose token is used outside the relay, which has a list of what such a user may do.
 *
 * @returns `forbidden`, or null
 */
export function refuseUnrelayed(request: object, { id }: Pick<UserRecord, "id">): Failure | null {
  return isSandboxUser(id) && !relayedRequests().has(request) ? fail("forbidden") : null;
}

/** Deletes the throw-away users whose time is over, now and, in a demo, every minute while the process runs. */
export function startSandboxSweep(): void {
  void sweepSandboxUsers();
  if (config().demo) setInterval(sweepSandboxUsers, SWEEP_INTERVAL_MS).unref();
}

/** Deletes the throw-away users whose time is over, and what they made. Two at once do no harm. Never rejects. */
export async function sweepSandboxUsers(): Promise<void> {
  try {
    const db = database();
    const deleted = await db.deleteSandboxUsers((await db.now()) - SANDBOX_LIFETIME_MS);
    if (deleted.length > 0) log().info({ deleted: deleted.length }, "swept throw-away users");
  } catch (error) {
    if (isUnavailable(error)) log().warn({ err: error }, "throw-away users not swept");
    else reportError(error, { source: "sweep" });
  }
}
