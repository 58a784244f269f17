/**
 * What the demo starts with: two people whose devices are in every state there is, and some company for the
 * administration pages. Times are relative to now, so that the demo never looks old.
 */

import type { Database } from "@/db/database";
import { type Change, noChange } from "@/lib/session/decision";
import { DEMO_ACCOUNTS } from "@/lib/session/demo-accounts";
import type { EndReason } from "@/lib/session/reasons";
import { tokenOf } from "@/lib/session/refresh";
import { endSession } from "@/lib/session/revocation";
import type { SessionRecord, TokenRecord, UserRecord } from "@/lib/session/session";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const VISITORS = 24;

const WINDOWS =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";
const MAC =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1";
const ANDROID =
  "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36";
const LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0";

interface Device {
  agent: string | null;
  browser: string | null;
  browserVersion: string | null;
  os: string | null;
  osVersion: string | null;
  device: SessionRecord["device"];
  ipAddress: string;
  place?: [country: string, code: string];
  label?: string;
  rememberMe?: boolean;
  /** Milliseconds before now. */
  started: number;
  lastActive: number;
  ended?: { reason: EndReason; ago: number };
}

const windows = {
  agent: WINDOWS,
  browser: "Chrome",
  browserVersion: "150",
  os: "Windows",
  osVersion: "11",
  device: "desktop",
} as const;
const mac = {
  agent: MAC,
  browser: "Safari",
  browserVersion: "26.1",
  os: "macOS",
  osVersion: "26",
  device: "desktop",
} as const;
const iphone = {
  agent: IPHONE,
  browser: "Safari",
  browserVersion: "26.1",
  os: "iOS",
  osVersion: "26.1",
  device: "mobile",
} as const;
const android = {
  agent: ANDROID,
  browser: "Chrome",
  browserVersion: "150",
  os: "Android",
  osVersion: "16",
  device: "mobile",
} as const;
const linux = {
  agent: LINUX,
  browser: "Firefox",
  browserVersion: "146",
  os: "Linux",
  osVersion: null,
  device: "desktop",
} as const;
const unknown = {
  agent: null,
  browser: null,
  browserVersion: null,
  os: null,
  osVersion: null,
  device: "unknown",
} as const;

/** Countries, as the shipped database knows them: the demo promises no more than a real sign-in shows. */
const BRITAIN = ["United Kingdom", "GB"] as const;
const ITALY = ["Italy", "IT"] as const;

/** Addresses are from the blocks set aside for documentation (RFC 5737, RFC 3849). */
const ADAS_DEVICES: Device[] = [
  {
    ...mac,
    label: "Study",
    ipAddress: "2001:db8:4c1:7::12",
    place: [...BRITAIN],
    rememberMe: true,
    started: 31 * DAY,
    lastActive: 4 * MINUTE,
  },
  {
    ...iphone,
    ipAddress: "198.51.100.23",
    place: [...BRITAIN],
    rememberMe: true,
    started: 12 * DAY,
    lastActive: 3 * HOUR,
  },
  {
    ...windows,
    ipAddress: "203.0.113.140",
    place: [...ITALY],
    rememberMe: true,
    started: 6 * DAY,
    lastActive: 2 * DAY,
  },
  { ...linux, ipAddress: "192.168.1.20", started: 25 * MINUTE, lastActive: 11 * MINUTE },
  { ...unknown, ipAddress: "192.0.2.77", rememberMe: true, started: 9 * DAY, lastActive: 8 * DAY },
  {
    ...android,
    ipAddress: "198.51.100.80",
    rememberMe: true,
    started: 40 * DAY,
    lastActive: 33 * DAY,
    ended: { reason: "user", ago: 32 * DAY },
  },
  {
    ...windows,
    ipAddress: "203.0.113.9",
    started: 3 * DAY,
    lastActive: 3 * DAY - HOUR,
    ended: { reason: "idle", ago: 0 },
  },
  {
    ...linux,
    ipAddress: "192.168.1.20",
    started: 5 * DAY,
    lastActive: 5 * DAY - 20 * MINUTE,
    ended: { reason: "signed_out", ago: 5 * DAY - 20 * MINUTE },
  },
  {
    ...windows,
    ipAddress: "192.0.2.201",
    started: 17 * DAY,
    lastActive: 16 * DAY,
    rememberMe: true,
    ended: { reason: "reuse_detected", ago: 16 * DAY },
  },
  {
    ...android,
    ipAddress: "198.51.100.80",
    started: 60 * DAY,
    lastActive: 45 * DAY,
    rememberMe: true,
    ended: { reason: "password_changed", ago: 44 * DAY },
  },
];

const GRACES_DEVICES: Device[] = [
  {
    ...linux,
    label: "Console",
    ipAddress: "192.0.2.10",
    rememberMe: true,
    started: 20 * DAY,
    lastActive: 1 * HOUR,
  },
  { ...android, ipAddress: "198.51.100.3", rememberMe: true, started: 2 * DAY, lastActive: 9 * HOUR },
];

/** Limits in milliseconds, as `Config["limits"]` has them. */
interface Limits {
  idle: number;
  absolute: number;
  rememberIdle: number;
  rememberAbsolute: number;
}

/**
 * Makes the demo accounts and their devices, unless they are there already.
 *
 * @param options.hash makes a password hash; `options.unusableHash` is one no password fits, for the visitors
 * @returns whether anything was made
 */
export async function seedDemo(
  db: Database,
  options: { hash: (password: string) => Promise<string>; unusableHash: string; limits: Limits },
): Promise<boolean> {
  const { ada, grace } = DEMO_ACCOUNTS;
  const people = [
    { ...ada, name: "Ada", roles: ["user" as const], age: 200 * DAY, devices: ADAS_DEVICES },
    {
      ...grace,
      name: "Grace",
      roles: ["user" as const, "admin" as const],
      age: 300 * DAY,
      devices: GRACES_DEVICES,
    },
  ];
  let made = false;
  for (const { email, password, name, roles, age, devices } of people) {
    const passwordHash = await options.hash(password);
    const id = `demo-${name.toLowerCase()}`;
    made =
      (await insertPerson(db, { id, email, name, roles, passwordHash, age }, devices, options.limits)) ||
      made;
  }
  for (let number = 1; number <= VISITORS; number += 1) {
    const person = {
      id: `demo-visitor-${number}`,
      email: `visitor-${String(number).padStart(2, "0")}@example.com`,
      name: `Visitor ${number}`,
      roles: ["user" as const],
      passwordHash: options.unusableHash,
      age: number * 3 * DAY,
    };
    made = (await insertPerson(db, person, [], options.limits)) || made;
  }
  return made;
}

type Person = Omit<UserRecord, "createdAt" | "disabledAt"> & { age: number };

async function insertPerson(db: Database, { age, ...person }: Person, devices: Device[], limits: Limits) {
  const { outcome } = await db.changeAccount({ email: person.email }, (existing, now) => {
    if (existing) return noChange(false);
    const user: UserRecord = { ...person, createdAt: now - age, disabledAt: null };
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

/** Somebody sits down at a device once a day, and its token is renewed every quarter of an hour. */
const SITTINGS = [4, 1, 3, 6, 2, 0, 5];
const RENEWED_EVERY = 15 * MINUTE;

/** @returns when the tokens of a device were made, the first at sign-in; the last sitting ends as it was last active */
function tokenTimes(createdAt: number, lastActiveAt: number): number[] {
  const times = [createdAt];
  for (let day = 0; lastActiveAt - day * DAY > createdAt; day += 1) {
    const length = SITTINGS[day % SITTINGS.length] ?? 0;
    // Not at the same time each day.
    const end = lastActiveAt - day * DAY - (day === 0 ? 2 * MINUTE : length * 37 * MINUTE);
    for (let back = 0; back < length; back += 1) times.push(end - back * RENEWED_EVERY);
  }
  return times.filter((at) => at === createdAt || at >= createdAt + RENEWED_EVERY).sort((a, b) => a - b);
}

/** The generations of a session's token. No token has these hashes: nobody holds the browser of a made-up device. */
function madeUpTokens(session: SessionRecord, times: number[]): TokenRecord[] {
  const hashOf = (generation: number) => `${session.id}-token-${generation}`;
  return times.map((at, generation) => ({
    ...tokenOf(
      { ...session, generation },
      hashOf(generation),
      generation > 0 ? hashOf(generation - 1) : null,
      at,
    ),
    usedAt: times[generation + 1] ?? null,
    // Now and then an answer is lost.
    repeatedAt: generation % 40 === 7 ? (times[generation + 1] ?? null) : null,
  }));
}

function deviceEffects(user: UserRecord, id: string, from: Device, limits: Limits, now: number) {
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
    lastPresenceAt: now - from.lastActive,
    idleTimeout: rememberMe ? limits.rememberIdle : limits.idle,
    absoluteExpiresAt: createdAt + (rememberMe ? limits.rememberAbsolute : limits.absolute),
    endedAt: null,
    endedReason: null,
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
    ...madeUpTokens(session, times).map((token): Change => ({ kind: "insert-token", token })),
  ];
  if (!from.ended) return { changes: begun, events: [signedIn] };
  const end = endSession(session, from.ended.reason, actor, now - from.ended.ago);
  return { changes: [...begun, ...end.changes], events: [signedIn, ...end.events] };
}
