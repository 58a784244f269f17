/** The devices of the demo accounts, in every state that a device can be in. Times are relative to now. */
import type { AuditEventName } from "@/lib/session/audit-events";
import type { EndReason } from "@/lib/session/reasons";
import type { SessionRecord } from "@/lib/session/session";

export const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const WINDOWS =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";
const MAC =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1";
const ANDROID =
  "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36";
const LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0";

/** When something happened: a number of milliseconds before now, or a time of day (UTC) some days before today. */
export type Ago = number | [days: number, clock: `${number}:${number}`];

/** A device of a demo account. */
export interface DemoDevice {
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
  /** The user had signed in on it before. */
  isKnown?: boolean;
  started: Ago;
  lastActive: Ago;
  /** `from`: the device it was ended from, by its place in the list; left out when a rule ended it. */
  ended?: { reason: EndReason; at: Ago; from?: number };
}

export const windows = {
  agent: WINDOWS,
  browser: "Chrome",
  browserVersion: "150",
  os: "Windows",
  osVersion: "11",
  device: "desktop",
} as const;
export const mac = {
  agent: MAC,
  browser: "Safari",
  browserVersion: "26.1",
  os: "macOS",
  osVersion: "26",
  device: "desktop",
} as const;
export const iphone = {
  agent: IPHONE,
  browser: "Safari",
  browserVersion: "26.1",
  os: "iOS",
  osVersion: "26.1",
  device: "mobile",
} as const;
export const android = {
  agent: ANDROID,
  browser: "Chrome",
  browserVersion: "150",
  os: "Android",
  osVersion: "16",
  device: "mobile",
} as const;
export const linux = {
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

/** Countries as the shipped GeoIP database names them, so the demo shows no more than a real sign-in does. */
const BRITAIN = ["United Kingdom", "GB"] as const;
const ITALY = ["Italy", "IT"] as const;
const PORTUGAL = ["Portugal", "PT"] as const;

/** Addresses are from the blocks set aside for documentation (RFC 5737, RFC 3849). */
export const ADAS_DEVICES: DemoDevice[] = [
  {
    ...mac,
    label: "Study",
    ipAddress: "2001:db8:4c1:7::12",
    place: [...BRITAIN],
    rememberMe: true,
    started: [52, "19:20"],
    lastActive: 4 * MINUTE_MS,
  },
  {
    ...iphone,
    ipAddress: "198.51.100.23",
    place: [...BRITAIN],
    rememberMe: true,
    started: [12, "07:48"],
    lastActive: 3 * HOUR_MS,
  },
  {
    ...windows,
    ipAddress: "203.0.113.140",
    place: [...ITALY],
    rememberMe: true,
    started: [6, "09:05"],
    lastActive: [2, "17:42"],
  },
  { ...linux, ipAddress: "192.168.1.20", isKnown: true, started: 25 * MINUTE_MS, lastActive: 11 * MINUTE_MS },
  {
    ...unknown,
    ipAddress: "192.0.2.77",
    rememberMe: true,
    started: [10, "22:57"],
    lastActive: [8, "06:31"],
  },
  {
    ...android,
    ipAddress: "198.51.100.80",
    place: [...BRITAIN],
    rememberMe: true,
    isKnown: true,
    started: [40, "12:26"],
    lastActive: [33, "21:14"],
    ended: { reason: "user", at: [32, "08:03"], from: 0 },
  },
  {
    ...windows,
    ipAddress: "203.0.113.9",
    place: [...PORTUGAL],
    started: [3, "11:36"],
    lastActive: [3, "12:10"],
    ended: { reason: "idle", at: [3, "12:40"] },
  },
  {
    ...linux,
    ipAddress: "192.168.1.20",
    started: [5, "18:52"],
    lastActive: [5, "19:27"],
    ended: { reason: "signed_out", at: [5, "19:29"], from: 7 },
  },
  {
    ...windows,
    ipAddress: "192.0.2.201",
    rememberMe: true,
    started: [4, "10:18"],
    lastActive: [2, "23:44"],
    ended: { reason: "reuse_detected", at: [1, "03:16"] },
  },
  {
    ...android,
    ipAddress: "198.51.100.80",
    place: [...BRITAIN],
    rememberMe: true,
    started: [60, "16:09"],
    lastActive: [45, "22:35"],
    ended: { reason: "password_changed", at: [44, "20:31"], from: 0 },
  },
];

/** What else Ada's activity tells. `on`: the device, by its place in her list. */
export const ADAS_EVENTS: { name: AuditEventName; at: Ago; on: number }[] = [
  { name: "device_renamed", at: [52, "19:24"], on: 0 },
  { name: "password_changed", at: [44, "20:31"], on: 0 },
  { name: "sign_in_failed", at: [10, "22:55"], on: 4 },
  { name: "sign_in_failed", at: [10, "22:56"], on: 4 },
  { name: "reuse_detected", at: [1, "03:16"], on: 8 },
];

export const ALANS_DEVICES: DemoDevice[] = [
  {
    ...windows,
    ipAddress: "203.0.113.61",
    place: [...BRITAIN],
    rememberMe: true,
    started: [15, "08:41"],
    lastActive: [1, "18:07"],
  },
];

export const GRACES_DEVICES: DemoDevice[] = [
  {
    ...linux,
    label: "Console",
    ipAddress: "192.0.2.10",
    rememberMe: true,
    started: [20, "06:55"],
    lastActive: 1 * HOUR_MS,
  },
  {
    ...android,
    ipAddress: "198.51.100.3",
    rememberMe: true,
    started: [2, "13:22"],
    lastActive: [1, "20:48"],
  },
];

/** @param now milliseconds since the epoch, as is the result */
export function instantOf(ago: Ago, now: number): number {
  if (typeof ago === "number") return now - ago;
  const [days, clock] = ago;
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return now - (now % DAY_MS) - days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS;
}
