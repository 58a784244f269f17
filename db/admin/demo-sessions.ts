/** The sessions of the demo accounts: their tokens, and what the activity page tells of them. */
import type { Actor, AuditEvent, Change } from "@/lib/session/decision";
import { endSession, NO_ACTOR } from "@/lib/session/revocation";
import { tokenOf } from "@/lib/session/rotation";
import {
  type LimitPolicy,
  NEW_SESSION,
  type SessionRecord,
  type TokenRecord,
  type UserRecord,
} from "@/lib/session/session";
import { DAY_MS, type DemoDevice, instantOf, MINUTE_MS } from "./demo-devices";

/** How often a device's token is rotated on each day of a week: the user is active once a day for a while. */
const ROTATIONS_PER_DAY = [4, 1, 3, 6, 2, 0, 5];
const ROTATION_INTERVAL_MS = 15 * MINUTE_MS;

/** @returns when the tokens of a device were made: the first at sign-in, the last just before it was last active */
function tokenTimes(createdAt: number, lastActiveAt: number): number[] {
  const times = [createdAt];
  for (let day = 0; lastActiveAt - day * DAY_MS > createdAt; day += 1) {
    const length = ROTATIONS_PER_DAY[day % ROTATIONS_PER_DAY.length] ?? 0;
    // At another time each day.
    const end = lastActiveAt - day * DAY_MS - (day === 0 ? 2 * MINUTE_MS : length * 37 * MINUTE_MS);
    for (let back = 0; back < length; back += 1) times.push(end - back * ROTATION_INTERVAL_MS);
  }
  return times
    .filter((at) => at === createdAt || at >= createdAt + ROTATION_INTERVAL_MS)
    .sort((a, b) => a - b);
}

/** The generations of a session's token. No real token has these hashes, so none of these sessions can be used. */
function demoTokens(session: SessionRecord, times: number[]): TokenRecord[] {
  const hashOf = (generation: number) => `${session.id}-token-${generation}`;
  return times.map((at, generation) => ({
    ...tokenOf(
      { ...session, generation },
      hashOf(generation),
      generation > 0 ? hashOf(generation - 1) : null,
      at,
    ),
    usedAt: times[generation + 1] ?? null,
    // Now and then an answer was lost.
    repeatedAt: generation % 40 === 7 ? (times[generation + 1] ?? null) : null,
  }));
}

/** @param times when its tokens were made */
function sessionRecord(
  user: UserRecord,
  id: string,
  from: DemoDevice,
  { limits, times, now }: { limits: LimitPolicy; times: number[]; now: number },
): SessionRecord {
  const rememberMe = from.rememberMe ?? false;
  const createdAt = instantOf(from.started, now);
  return {
    id,
    userId: user.id,
    browserId: `${id}-browser`,
    label: from.label ?? null,
    authMethods: ["pwd"],
    rememberMe,
    createdAt,
    authenticatedAt: createdAt,
    generation: times.length - 1,
    rotatedAt: times.at(-1) ?? createdAt,
    repeatedAt: null,
    seenAt: null,
    lateRepeats: 0,
    lateGenerations: 0,
    minGeneration: 0,
    passwordAttempts: 0,
    lastPresenceAt: instantOf(from.lastActive, now),
    idleTimeout: rememberMe ? limits.rememberIdle : limits.idle,
    absoluteExpiresAt: createdAt + (rememberMe ? limits.rememberAbsolute : limits.absolute),
    endedAt: null,
    endedReason: null,
    ...NEW_SESSION,
    userAgent: from.agent,
    browser: from.browser,
    browserVersion: from.browserVersion,
    os: from.os,
    osVersion: from.osVersion,
    device: from.device,
    ipAddress: from.ipAddress,
    location: from.place
      ? { city: null, region: null, country: from.place[0], countryCode: from.place[1] }
      : null,
  };
}

/** @returns who does something on a device of a user */
export function demoActor({ id: userId }: UserRecord, device: DemoDevice, sessionId: string): Actor {
  const { browser, os, ipAddress } = device;
  return { userId, sessionId, ipAddress, device: browser && os ? `${browser} on ${os}` : null };
}

/**
 * Makes a session on a device of a user.
 *
 * @param at the place of the device among those of the user
 * @param idOf the id of the session on the device at a place
 * @returns its rows, and the events of its beginning and its end
 */
export function demoSession(
  user: UserRecord,
  { devices, at, idOf }: { devices: readonly DemoDevice[]; at: number; idOf: (at: number) => string },
  limits: LimitPolicy,
  now: number,
): { changes: Change[]; events: AuditEvent[] } {
  const from = devices[at];
  if (!from) return { changes: [], events: [] };
  const id = idOf(at);
  const createdAt = instantOf(from.started, now);
  const times = tokenTimes(createdAt, instantOf(from.lastActive, now));
  const session = sessionRecord(user, id, from, { limits, times, now });
  const signedIn: AuditEvent = {
    name: from.isKnown ? "signed_in" : "signed_in_new_browser",
    at: createdAt,
    userId: user.id,
    sessionId: id,
    actor: demoActor(user, from, id),
    reason: null,
  };
  const begun: Change[] = [
    { kind: "insert-session", session },
    ...demoTokens(session, times).map((token): Change => ({ kind: "insert-token", token })),
  ];
  if (!from.ended) return { changes: begun, events: [signedIn] };
  const { reason, at: endedAgo, from: place } = from.ended;
  const ender = place === undefined ? undefined : devices[place];
  const actor = ender && place !== undefined ? demoActor(user, ender, idOf(place)) : NO_ACTOR;
  const end = endSession(session, reason, actor, instantOf(endedAgo, now));
  return { changes: [...begun, ...end.changes], events: [signedIn, ...end.events] };
}
