/** Records, limits and times that the tests of the rules share. */
import type { Actor } from "@/lib/session/decision";
import type { RefreshPolicy } from "@/lib/session/refresh";
import type { DeviceFacts, UserRecord } from "@/lib/session/session";
import type { SignInPolicy } from "@/lib/session/sign-in/sign-in";

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const DAY_MS = 24 * 60 * MINUTE_MS;
/** `ROTATION_GRACE` */
export const GRACE = 45 * SECOND_MS;

export const POLICY: RefreshPolicy & SignInPolicy = {
  grace: GRACE,
  reuseResponse: "family",
  maxSessions: 50,
  limits: {
    idle: 30 * MINUTE_MS,
    absolute: 30 * DAY_MS,
    rememberIdle: 14 * DAY_MS,
    rememberAbsolute: 90 * DAY_MS,
  },
};

export const DEVICE: DeviceFacts = {
  userAgent: null,
  browser: "Chrome",
  browserVersion: null,
  os: "Windows",
  osVersion: null,
  device: "desktop",
  ipAddress: "192.0.2.1",
  location: null,
};

export function makeUser(id = "ada"): UserRecord {
  return {
    id,
    email: `${id}@example.com`,
    name: id,
    passwordHash: "hash-1",
    roles: ["user"],
    createdAt: 0,
    disabledAt: null,
    deletionAt: null,
    idleTimeout: null,
    emailVerifiedAt: null,
    webauthnUserHandle: null,
    language: null,
  };
}

export function actorOf(userId: string | null, sessionId: string | null = null): Actor {
  return { userId, sessionId, ipAddress: "192.0.2.1", device: "Chrome on Windows" };
}
