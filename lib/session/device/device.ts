/**
 * Describes the device that a request comes from, in words its owner would use. The description is for people and
 * proves nothing: every header of it can be forged.
 */

import type { DeviceKind } from "@/lib/session/contract";
import type { DeviceFacts } from "@/lib/session/session";
import { MAX_LABEL_LENGTH } from "@/lib/session/text-limits";
import {
  type ClientHintBrand,
  type ClientHintHeaders,
  cleanHeader,
  parseBrands,
  parseHintBoolean,
  parseHintString,
} from "./client-hints";
import { type AgentFacts, parseUserAgent, plainVersion, UNKNOWN_AGENT } from "./user-agent";

/** The part of a device's description that comes from the headers. Address and place come from elsewhere. */
export type DescribedDevice = Omit<DeviceFacts, "ipAddress" | "location"> & {
  /** "Pixel 8"; null when the device does not report it. */
  model: string | null;
};

/** The names people know the brands by. */
const BRAND_NAMES = new Map([
  ["Google Chrome", "Chrome"],
  ["Microsoft Edge", "Edge"],
  ["YaBrowser", "Yandex Browser"],
  ["HeadlessChrome", "Headless Chrome"],
]);

const OLDER_WINDOWS = new Map([
  ["0.1", "7"],
  ["0.2", "8"],
  ["0.3", "8.1"],
]);

const DESKTOP_SYSTEMS = new Set(["Windows", "macOS", "Linux", "Chrome OS"]);

/**
 * Describes a device by its User-Agent and, where the browser sends them, its Client Hints. Hints are not frozen, so
 * they tell Windows 11 from 10, the real macOS version, and Brave from Chrome.
 *
 * Never throws, and takes linear time: each string is cut at 512 bytes and reduced to printable ASCII.
 */
export function describeDevice(headers: {
  userAgent: string | null;
  clientHints: ClientHintHeaders;
  /** `navigator.maxTouchPoints`, which a script sends with a sign-in; null or absent when no script sent it. */
  touchPoints?: number | null;
}): DescribedDevice {
  const userAgent = cleanHeader(headers.userAgent);
  const agent = userAgent ? parseUserAgent(userAgent, headers.touchPoints ?? null) : UNKNOWN_AGENT;
  const hints = headers.clientHints;
  const { os, osVersion } = hintedOs(hints) ?? agent;
  return {
    userAgent,
    ...browserOf(hints, agent),
    os,
    osVersion,
    device: kindOf(parseHintBoolean(hints.mobile), os, agent.device),
    model: truncate(parseHintString(hints.model)) ?? agent.model,
  };
}

/**
 * The name that a device begins with, until its owner gives it another. Some models are codes, such as "SM-S918B",
 * which tell a person less than "Chrome on Android".
 *
 * @param model as `describeDevice` read it
 * @returns "Pixel 9 Pro"; null for no model and for a code
 */
export function modelName(model: string | null | undefined): string | null {
  return model && /[a-z]{2}/.test(model) ? model.slice(0, MAX_LABEL_LENGTH).trim() : null;
}

function browserOf(hints: ClientHintHeaders, agent: AgentFacts) {
  const exact = parseBrands(hints.fullVersionList);
  const brand = mostSpecificBrand(exact) ?? mostSpecificBrand(parseBrands(hints.brands));
  // A browser that calls itself only "Chromium" may still have its own name in the User-Agent (Vivaldi).
  const agentKnowsBetter = brand?.name === "Chromium" && agent.browser !== null && agent.browser !== "Chrome";
  if (!brand || agentKnowsBetter) {
    return { browser: agent.browser, browserVersion: agent.browserVersion };
  }
  return {
    browser: truncate(BRAND_NAMES.get(brand.name) ?? brand.name),
    browserVersion: plainVersion(brand.version),
  };
}

/** The most specific brand: the browser's own, else Chrome, else the engine they share. */
function mostSpecificBrand(brands: ClientHintBrand[]): ClientHintBrand | undefined {
  const shared = (brand: ClientHintBrand) => ["Google Chrome", "Chromium"].indexOf(brand.name);
  return [...brands].sort((a, b) => shared(a) - shared(b))[0];
}

function hintedOs(hints: ClientHintHeaders): { os: string; osVersion: string | null } | null {
  const platform = truncate(parseHintString(hints.platform));
  if (!platform || platform === "Unknown") return null;
  const version = parseHintString(hints.platformVersion);
  switch (platform) {
    case "Windows":
      return { os: platform, osVersion: windowsVersion(version) };
    case "Linux": // its version would be the kernel's
      return { os: platform, osVersion: null };
    case "Chromium OS":
      return { os: "Chrome OS", osVersion: plainVersion(version) };
    default:
      return { os: platform, osVersion: plainVersion(version) };
  }
}

/** The platform version of Windows counts API contracts: 1 to 10 were Windows 10, 13 and later are 11. */
function windowsVersion(version: string | null): string | null {
  const major = Number.parseInt(version ?? "", 10);
  if (major >= 13) return "11";
  if (major >= 1 && major <= 10) return "10";
  return OLDER_WINDOWS.get(version?.slice(0, 3) ?? "") ?? null;
}

function kindOf(mobile: boolean | null, os: string | null, fromAgent: DeviceKind): DeviceKind {
  if (mobile === null) return fromAgent;
  if (mobile) return fromAgent === "tablet" ? "tablet" : "mobile";
  if (os === "Android") return "tablet";
  return os !== null && DESKTOP_SYSTEMS.has(os) ? "desktop" : fromAgent;
}

function truncate(text: string | null): string | null {
  return text?.slice(0, 64) ?? null;
}
