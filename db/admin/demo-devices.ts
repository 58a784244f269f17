/** The devices of the demo accounts, in every state that a device can be in. Times are relative to now. */
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
  /** Milliseconds before now. */
  started: number;
  /** Milliseconds before now. */
  lastActive: number;
  /** `ago` in milliseconds before now. */
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

/** Countries as the shipped GeoIP database names them, so the demo shows no more than a real sign-in does. */
const BRITAIN = ["United Kingdom", "GB"] as const;
const ITALY = ["Italy", "IT"] as const;

/** Addresses are from the blocks set aside for documentation (RFC 5737, RFC 3849). */
export const ADAS_DEVICES: DemoDevice[] = [
  {
    ...mac,
    label: "Study",
    ipAddress: "2001:db8:4c1:7::12",
    place: [...BRITAIN],
    rememberMe: true,
    started: 31 * DAY_MS,
    lastActive: 4 * MINUTE_MS,
  },
  {
    ...iphone,
    ipAddress: "198.51.100.23",
    place: [...BRITAIN],
    rememberMe: true,
    started: 12 * DAY_MS,
    lastActive: 3 * HOUR_MS,
  },
  {
    ...windows,
    ipAddress: "203.0.113.140",
    place: [...ITALY],
    rememberMe: true,
    started: 6 * DAY_MS,
    lastActive: 2 * DAY_MS,
  },
  { ...linux, ipAddress: "192.168.1.20", started: 25 * MINUTE_MS, lastActive: 11 * MINUTE_MS },
  { ...unknown, ipAddress: "192.0.2.77", rememberMe: true, started: 9 * DAY_MS, lastActive: 8 * DAY_MS },
  {
    ...android,
    ipAddress: "198.51.100.80",
    rememberMe: true,
    started: 40 * DAY_MS,
    lastActive: 33 * DAY_MS,
    ended: { reason: "user", ago: 32 * DAY_MS },
  },
  {
    ...windows,
    ipAddress: "203.0.113.9",
    started: 3 * DAY_MS,
    lastActive: 3 * DAY_MS - HOUR_MS,
    ended: { reason: "idle", ago: 0 },
  },
  {
    ...linux,
    ipAddress: "192.168.1.20",
    started: 5 * DAY_MS,
    lastActive: 5 * DAY_MS - 20 * MINUTE_MS,
    ended: { reason: "signed_out", ago: 5 * DAY_MS - 20 * MINUTE_MS },
  },
  {
    ...windows,
    ipAddress: "192.0.2.201",
    started: 17 * DAY_MS,
    lastActive: 16 * DAY_MS,
    rememberMe: true,
    ended: { reason: "reuse_detected", ago: 16 * DAY_MS },
  },
  {
    ...android,
    ipAddress: "198.51.100.80",
    started: 60 * DAY_MS,
    lastActive: 45 * DAY_MS,
    rememberMe: true,
    ended: { reason: "password_changed", ago: 44 * DAY_MS },
  },
];

export const ALANS_DEVICES: DemoDevice[] = [
  { ...windows, ipAddress: "203.0.113.61", rememberMe: true, started: 15 * DAY_MS, lastActive: 20 * HOUR_MS },
];

export const GRACES_DEVICES: DemoDevice[] = [
  {
    ...linux,
    label: "Console",
    ipAddress: "192.0.2.10",
    rememberMe: true,
    started: 20 * DAY_MS,
    lastActive: 1 * HOUR_MS,
  },
  { ...android, ipAddress: "198.51.100.3", rememberMe: true, started: 2 * DAY_MS, lastActive: 9 * HOUR_MS },
];
