/** The parts of a sign-in that are made or looked up before its transaction. */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { hashToken, newId, newRefreshToken } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { keyOfNewSession } from "@/lib/server/device-binding/request-proof";
import { findLocation } from "@/lib/server/geoip";
import { newLinkNotice, newSignInNotice } from "@/lib/server/mail/notices";
import { addressKey, userLimitPolicy } from "@/lib/server/rate-limit";
import type { Grant } from "@/lib/server/sessions/grant";
import { type Failure, isFailure } from "@/lib/session/failure";
import type { UserRecord } from "@/lib/session/session";
import type { AttemptPolicy, Opening } from "@/lib/session/sign-in/attempt-progress";
import type { StepOutcome } from "@/lib/session/sign-in/attempts";
import { ownCounter } from "@/lib/session/user-limits";
import { type NextStep, nextStepView } from "./attempt-views";

/** The random parts of a new session, and the token that opens it. */
export interface NewOpening {
  opening: Opening;
  refreshToken: string;
}

/** @param knownBrowser whether the user has signed in on this browser before */
export async function newOpening(client: ClientInfo, knownBrowser: boolean): Promise<NewOpening> {
  const refreshToken = newRefreshToken();
  const id = newId();
  const boundKey = await keyOfNewSession(client);
  // Looked up only here: a session keeps the place it was opened from.
  const device = { ...client.device, location: findLocation(client.device.ipAddress) };
  const source = { device, language: client.language };
  const session = {
    id,
    tokenHash: hashToken(refreshToken),
    browserId: client.browserId,
    device,
    boundKey,
    actor: actorOf(client, null),
    signedInUsers: await client.signedInUsers(),
    heldIds: client.attemptIds,
    linkNotice: newLinkNotice(source),
    // Nothing is sealed that no message will carry.
    ...(!knownBrowser && { notice: newSignInNotice(id, source) }),
  };
  return { opening: { session, newUserId: newId(), knownBrowser, language: client.language }, refreshToken };
}

/**
 * A browser is known to a user who has signed in on it. The id of the browser does not tell that: another user may have
 * copied the browser's cookie before. A session that the user's own sign-in opened does.
 */
export async function isKnownBrowser(
  userId: string | null | undefined,
  { knownUsers }: ClientInfo,
): Promise<boolean> {
  const known = knownUsers.find((one) => one.userId === userId);
  return known !== undefined && (await database().findSessionOwner(known.sessionId)) === userId;
}

/**
 * @param email in canonical form
 * @param user the user who has the address, if there is one
 * @returns what a message to an address is counted for: a browser that its user knows counts for itself, so that strangers
 *   who know the address can't use up the user's own messages
 */
export async function mailCounter(
  email: string,
  user: UserRecord | null,
  client: ClientInfo,
): Promise<string> {
  const isKnown = user !== null && (await isKnownBrowser(user.id, client));
  return isKnown ? ownCounter(user.id, client.browserId) : hashToken(email);
}

/**
 * @param knownBrowser whether the user has signed in on this browser before
 * @returns what an attempt that waits for the user's second factor is counted for
 */
export function secondStepCounter(userId: string, client: ClientInfo, knownBrowser: boolean): string {
  return ownCounter(userId, knownBrowser ? client.browserId : addressKey(client.device.ipAddress));
}

/** @returns the settings that the rules of sign-ins ask for */
export function attemptPolicy(): AttemptPolicy {
  const { limits, maxSessions, secondFactorRequired } = config();
  return { limits, maxSessions, secondFactorRequired, ...userLimitPolicy() };
}

/** @returns the grant of a session that was opened; or the step that is due instead, or the refusal */
export function toResult(
  { outcome, now }: { outcome: StepOutcome; now: number },
  refreshToken: string,
): Grant | NextStep | Failure {
  if (isFailure(outcome)) return outcome;
  if (outcome.kind === "next") return nextStepView(outcome.state, now);
  const { user, session } = outcome;
  return { user, session, refreshToken, authTime: session.authenticatedAt, now };
}
