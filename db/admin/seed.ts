/**
 * The demo accounts: three users with devices in every state, and visitors that fill the administration pages. Times are
 * relative to now, so that the demo never looks old.
 */

import type { Database } from "@/db/database";
import type { Change } from "@/lib/session/decision";
import { decideDemoAccess } from "@/lib/session/demo-access";
import {
  DEMO_ACCOUNT_NAMES,
  DEMO_ACCOUNTS,
  type DemoAccountName,
  demoAccountId,
} from "@/lib/session/demo-accounts";
import { endSession } from "@/lib/session/revocation";
import { tokenOf } from "@/lib/session/rotation";
import {
  NEW_SESSION,
  type NewUser,
  type SessionRecord,
  type TokenRecord,
  type UserRecord,
  userRecord,
} from "@/lib/session/session";
import {
  ADAS_DEVICES,
  ALANS_DEVICES,
  DAY_MS,
  type DemoDevice,
  GRACES_DEVICES,
  MINUTE_MS,
} from "./demo-devices";
import { seedDemoOrganization } from "./demo-organization";

const VISITORS = 24;

const HISTORY: Record<DemoAccountName, { age: number; devices: DemoDevice[] }> = {
  ada: { age: 200 * DAY_MS, devices: ADAS_DEVICES },
  grace: { age: 300 * DAY_MS, devices: GRACES_DEVICES },
  alan: { age: 250 * DAY_MS, devices: ALANS_DEVICES },
};

/** Limits in milliseconds, as `Config["limits"]` has them. */
interface Limits {
  idle: number;
  absolute: number;
  rememberIdle: number;
  rememberAbsolute: number;
}

/**
 * Makes the demo accounts, their devices and their organization, except those that exist, and unlocks those that are locked.
 *
 * @param options.hash makes a password hash; `options.unusableHash` is a hash that no password matches, for the
 *   visitors
 * @returns whether anything was made or unlocked
 */
export async function seedDemo(
  db: Database,
  options: { hash: (password: string) => Promise<string>; unusableHash: string; limits: Limits },
): Promise<boolean> {
  let made = false;
  for (const key of DEMO_ACCOUNT_NAMES) {
    const { email, name, password, role } = DEMO_ACCOUNTS[key];
    const { age, devices } = HISTORY[key];
    const person: Person = {
      id: demoAccountId(key),
      email,
      name,
      roles: role === "admin" ? ["user", "admin"] : ["user"],
      passwordHash: await options.hash(password),
      age,
    };
    made = (await insertPerson(db, person, devices, options.limits)) || made;
  }
  for (let number = 1; number <= VISITORS; number += 1) {
    const person = {
      id: `demo-visitor-${number}`,
      email: `visitor-${String(number).padStart(2, "0")}@example.com`,
      name: `Visitor ${number}`,
      roles: ["user" as const],
      passwordHash: options.unusableHash,
      age: number * 3 * DAY_MS,
    };
    made = (await insertPerson(db, person, [], options.limits)) || made;
  }
  return (await seedDemoOrganization(db)) || made;
}

type Person = NewUser & { age: number };

async function insertPerson(db: Database, { age, ...person }: Person, devices: DemoDevice[], limits: Limits) {
  const { outcome } = await db.changeAccount({ email: person.email }, (existing, now) => {
    if (existing) return decideDemoAccess(existing, person.passwordHash, now);
    const user = userRecord(person, now - age);
    const effects = devices.map((device, at) =>
      deviceEffects(user, `${user.id}-device-${at}`, device, limits, now),
    );
    return {
      outcome: true,
      changes: [{ kind: "insert-user", user }, ...effects.flatMap((effect) => effect.changes)],
      events: effects.flatMap((effect) => effect.events),
    };
  });
  return outcome;
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

function deviceEffects(user: UserRecord, id: string, from: DemoDevice, limits: Limits, now: number) {
  const rememberMe = from.rememberMe ?? false;
  const createdAt = now - from.started;
  const times = tokenTimes(createdAt, now - from.lastActive);
  const session: SessionRecord = {
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
