/**
 * Which device a request comes from, in words its owner would use. A description for people, never a proof:
 * every header of it can be forged.
 */
import {
  type ClientHintBrand,
  type ClientHintHeaders,
  cleanHeader,
  parseBrands,
  parseHintBoolean,
  parseHintString,
} from "./client-hints";
import type { DeviceKind } from "./contract";
import type { DeviceFacts } from "./session";
import { type AgentFacts, parseUserAgent, plainVersion, UNKNOWN_AGENT } from "./user-agent";

/** What the headers tell of a device; address and place come from elsewhere. */
export type DescribedDevice = Omit<DeviceFacts, "ipAddress" | "location"> & {
  /** "Pixel 8"; null when it is not told. */
  model: string | null;
};

/** Brands by the names people know. */
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
 * Describes a device by its User-Agent and, where the browser sends them, its Client Hints: these are not frozen,
 * so they know Windows 11 from 10, the true macOS, and Brave from Chrome.
 *
 * Total and linear: any strings go in, each is cut at 512 bytes and stripped to printable ASCII.
 */
export function describeDevice(headers: {
  userAgent: string | null;
  clientHints: ClientHintHeaders;
  /** `navigator.maxTouchPoints`, sent with a sign-in by a script; null or left out when no script sent it. */
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

/** @returns "Chrome on Windows", as much of it as is known, or null when nothing is. */
export function deviceLabel({ browser, os }: Pick<DeviceFacts, "browser" | "os">): string | null {
  return browser && os ? `${browser} on ${os}` : (browser ?? os);
}

function browserOf(hints: ClientHintHeaders, agent: AgentFacts) {
  const exact = parseBrands(hints.fullVersionList);
  const brand = mostSpecificBrand(exact) ?? mostSpecificBrand(parseBrands(hints.brands));
  // A browser that calls itself only "Chromium" may still have put its own name into the User-Agent (Vivaldi).
  const agentKnowsBetter = brand?.name === "Chromium" && agent.browser !== null && agent.browser !== "Chrome";
  if (!brand || agentKnowsBetter) {
    return { browser: agent.browser, browserVersion: agent.browserVersion };
  }
  return {
    browser: truncate(BRAND_NAMES.get(brand.name) ?? brand.name),
    browserVersion: plainVersion(brand.version),
  };
}

/** The brand that tells most: the browser's own, else Chrome, else the engine they all share. */
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
