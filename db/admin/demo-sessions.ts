/** The sessions of the demo accounts: their tokens, and what the activity page tells of them. */
import type { AuditEvent, Change } from "@/lib/session/decision";
import { endSession } from "@/lib/session/revocation";
import { tokenOf } from "@/lib/session/rotation";
import { NEW_SESSION, type SessionRecord, type TokenRecord, type UserRecord } from "@/lib/session/session";
import { DAY_MS, type DemoDevice, MINUTE_MS } from "./demo-devices";

/** Limits in milliseconds, as `Config["limits"]` has them. */
export interface SessionLimits {
  idle: number;
  absolute: number;
  rememberIdle: number;
  rememberAbsolute: number;
}

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
  { limits, times, now }: { limits: SessionLimits; times: number[]; now: number },
): SessionRecord {
  const rememberMe = from.rememberMe ?? false;
  const createdAt = now - from.started;
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
    lastPresenceAt: now - from.lastActive,
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

/** @returns the rows of a session on a device, and the events of its beginning and its end */
export function demoSession(
  user: UserRecord,
  id: string,
  from: DemoDevice,
  limits: SessionLimits,
  now: number,
): { changes: Change[]; events: AuditEvent[] } {
  const createdAt = now - from.started;
  const times = tokenTimes(createdAt, now - from.lastActive);
  const session = sessionRecord(user, id, from, { limits, times, now });
  const actor = {
    userId: user.id,
    sessionId: id,
    ipAddress: from.ipAddress,
    device: from.browser && from.os ? `${from.browser} on ${from.os}` : null,
  };
  const signedIn = {
    name: "signed_in_new_browser" as const,
    at: createdAt,
    userId: user.id,
    sessionId: id,
    actor,
    reason: null,
  };
  const begun: Change[] = [
    { kind: "insert-session", session },
    ...demoTokens(session, times).map((token): Change => ({ kind: "insert-token", token })),
  ];
  if (!from.ended) return { changes: begun, events: [signedIn] };
  const end = endSession(session, from.ended.reason, actor, now - from.ended.ago);
  return { changes: [...begun, ...end.changes], events: [signedIn, ...end.events] };
}
