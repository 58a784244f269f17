/** Attempts of a browser: how they begin, what they are at, and how they are given up. */
import type { AttemptKey } from "@/db/queries/attempts";
import type { ClientInfo } from "@/lib/server/client-info";
import { newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { canonicalEmail } from "@/lib/server/email";
import { addressKey, consume } from "@/lib/server/rate-limit";
import type { Decision } from "@/lib/session/decision";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { UserRecord } from "@/lib/session/session";
import { decideBegin } from "@/lib/session/sign-in/attempt-begin";
import type { StepCommand } from "@/lib/session/sign-in/attempt-steps";
import {
  type AttemptState,
  attemptStatus,
  decideCancel,
  type FoundAttempt,
  openAttempt,
} from "@/lib/session/sign-in/attempts";
import type { AttemptView } from "@/lib/session/sign-in/sign-in-contract";
import type { AttemptRecord } from "@/lib/session/sign-in/sign-in-records";
import { attemptView } from "./attempt-views";

/** Begins a sign-in with an address. @returns the attempt; or `rate_limited` with the seconds to wait */
export async function beginSignIn(
  input: { email: string; rememberMe: boolean },
  { browserId, device }: ClientInfo,
): Promise<AttemptView | Failure> {
  const blocked = await consume({ limit: "attempt", key: addressKey(device.ipAddress) });
  if (blocked) return blocked.failure;
  const command = { ...input, email: canonicalEmail(input.email), attemptId: newId(), browserId };
  const attempt = await database().create((now) => decideBegin(command, now));
  const factors = { authenticators: [], recoveryCodes: [] };
  return attemptView({ attempt, challenge: null, factors }, attempt.createdAt);
}

/** @returns an attempt of this browser; or `not_found` */
export async function describeAttempt(id: string, client: ClientInfo): Promise<AttemptView | Failure> {
  const state = await findOwnAttempt({ id }, client);
  return state ? attemptView(state, await database().now()) : fail("not_found");
}

/** @returns the open attempts of a browser, the newest first */
export async function listAttempts(client: ClientInfo): Promise<AttemptView[]> {
  const { attemptIds } = client;
  if (attemptIds.length === 0) return [];
  const found = await Promise.all(attemptIds.map((id) => findOwnAttempt({ id }, client)));
  const now = await database().now();
  return found
    .flatMap((state) => (state && attemptStatus(state.attempt, now) === "open" ? [state] : []))
    .sort((one, other) => other.attempt.createdAt - one.attempt.createdAt)
    .map((state) => attemptView(state, now));
}

/** Gives an attempt up. @returns null; or `not_found`, `attempt_closed` */
export async function cancelAttempt(id: string, client: ClientInfo): Promise<Failure | null> {
  const { browserId } = client;
  const { outcome } = await changeOwnAttempt({ id }, client, (found, now) =>
    decideCancel(found, { browserId }, now),
  );
  return outcome;
}

/**
 * Runs a rule on an attempt, which is null unless this browser has its key.
 *
 * @param key.signal aborted when the client disconnects: then nothing is decided
 */
export function changeOwnAttempt<Outcome>(
  key: AttemptKey & { signal?: AbortSignal | undefined },
  { attemptIds }: ClientInfo,
  rule: (found: FoundAttempt | null, now: number) => Decision<Outcome>,
) {
  const isOwn = attemptIds.includes(key.id);
  return database().changeAttempt(key, (found, now) => rule(isOwn ? found : null, now));
}

/** @returns an attempt that this browser began and has the key of, as it is now; null for any other */
async function findOwnAttempt(
  key: AttemptKey,
  { attemptIds, browserId }: ClientInfo,
): Promise<AttemptState | null> {
  if (!attemptIds.includes(key.id)) return null;
  const state = await database().findAttempt(key);
  return state?.attempt.browserId === browserId ? state : null;
}

/** An attempt that a step may be sent to, and the user it is about, if there is one. */
export interface StepTarget {
  attempt: AttemptRecord;
  user: UserRecord | null;
}

/**
 * Looks whether a step may be sent, before any work is done for it. The transaction looks again.
 *
 * @returns the attempt with the second factors of the user who signs in, none before the first factor; or `not_found`,
 *   `attempt_closed`, `wrong_step`
 */
export async function findOpenAttempt(
  key: AttemptKey,
  command: StepCommand,
  client: ClientInfo,
): Promise<AttemptState | Failure> {
  const state = await findOwnAttempt(key, client);
  const found = state && { ...state, links: [], account: null, providerSignIns: [] };
  return openAttempt(found, client.browserId, command, await database().now());
}

/** The same for a step that needs the user. @returns the attempt and its user; or the codes of `findOpenAttempt` */
export async function findStepTarget(
  id: string,
  command: StepCommand,
  client: ClientInfo,
): Promise<StepTarget | Failure> {
  const open = await findOpenAttempt({ id }, command, client);
  if (isFailure(open)) return open;
  const { attempt } = open;
  const db = database();
  const user =
    attempt.userId === null ? await db.findUserByEmail(attempt.email) : await db.findUser(attempt.userId);
  return { attempt, user };
}
