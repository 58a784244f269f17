/**
 * Reads a User-Agent string. Browsers have frozen most of it. A value that is known to be frozen is reported as
 * unknown: no version is better than a wrong one.
 */
import Bowser from "bowser";
import type { DeviceKind } from "@/lib/session/contract";
import { type DeviceCategory, findKnownAgent } from "./known-agents";

export interface AgentFacts {
  browser: string | null;
  browserVersion: string | null;
  os: string | null;
  osVersion: string | null;
  device: DeviceKind;
  model: string | null;
}

export const UNKNOWN_AGENT: AgentFacts = {
  browser: null,
  browserVersion: null,
  os: null,
  osVersion: null,
  device: "unknown",
  model: null,
};

/** The names people know, where the parser uses others. */
const BROWSER_NAMES = new Map([
  ["Microsoft Edge", "Edge"],
  ["Samsung Internet for Android", "Samsung Internet"],
  ["NAVER Whale Browser", "Whale"],
]);

/**
 * Reads a User-Agent string.
 *
 * @param userAgent cleaned and cut: the parser's time depends on its length
 * @param touchPoints how many fingers the screen can distinguish, as a script reported it; null when no script did
 */
export function parseUserAgent(userAgent: string, touchPoints: number | null = null): AgentFacts {
  const parsed = parseGeneral(userAgent, touchPoints);
  const known = findKnownAgent(userAgent);
  if (!known) return parsed;
  const { browser, version, os, category } = known;
  return {
    ...parsed,
    ...(browser && { browser, browserVersion: plainVersion(version) }),
    ...(os && { os, osVersion: null }),
    ...(category && { device: KIND_OF_CATEGORY[category] ?? "unknown" }),
    // For a television or headset, the system already names the model.
    model: os ? null : parsed.model,
  };
}

/** The categories that have a kind of their own in the contract; all others are "unknown" there. */
const KIND_OF_CATEGORY: Partial<Record<DeviceCategory, DeviceKind>> = {
  computer: "desktop",
  phone: "mobile",
  tablet: "tablet",
};

function parseGeneral(userAgent: string, touchPoints: number | null): AgentFacts {
  if (!/^(?:Mozilla|Opera)\//.test(userAgent)) return parseTool(userAgent);

  const { browser, os, platform } = Bowser.parse(userAgent);
  const isIpad = isIpadAgent(userAgent, touchPoints);
  const name = browser.name && browser.name !== "Mozilla" ? browser.name : null;
  return {
    browser: name && (BROWSER_NAMES.get(name) ?? name),
    browserVersion: name && plainVersion(browser.version),
    ...(isIpad ? { os: "iPadOS", osVersion: iosVersion(userAgent) } : parsedOs(os, userAgent)),
    device: isIpad ? "tablet" : deviceKind(platform.type, userAgent),
    model: androidModel(userAgent),
  };
}

/** An iPad requests desktop pages with the User-Agent of a Mac; no Mac has a touch screen. */
function isIpadAgent(userAgent: string, touchPoints: number | null): boolean {
  if (/iPad/.test(userAgent) || /Macintosh.*(?:CriOS|FxiOS|EdgiOS|Mobile)\//.test(userAgent)) return true;
  return /Macintosh/.test(userAgent) && touchPoints !== null && touchPoints > 1;
}

/** `curl/8.5.0`: a program that sends only its name and version. Free text without a version is ignored. */
function parseTool(userAgent: string): AgentFacts {
  const match =
    /^([A-Za-z][\w.+-]{0,40})\/(\d[\w.-]{0,30})/.exec(userAgent) ?? /^(node|undici)$/.exec(userAgent);
  return match?.[1]
    ? { ...UNKNOWN_AGENT, browser: match[1], browserVersion: match[2] ?? null }
    : UNKNOWN_AGENT;
}

function parsedOs(os: { name?: string; version?: string; versionName?: string }, userAgent: string) {
  const name = os.name ?? null;
  switch (name) {
    case "Windows":
      // "NT 10.0" is both Windows 10 and 11.
      return {
        os: name,
        osVersion: /^(?:10|NT)$/.test(os.versionName ?? "NT") ? null : (os.versionName ?? null),
      };
    case "macOS":
      // Every macOS since 10.15 reports 10.15.
      return { os: name, osVersion: /^10\.15\b/.test(os.version ?? "") ? null : plainVersion(os.version) };
    case "Android":
      return { os: name, osVersion: /Android 10; K\)/.test(userAgent) ? null : plainVersion(os.version) };
    case "Linux":
      return { os: /\bCrOS\b/.test(userAgent) ? "Chrome OS" : name, osVersion: null };
    case "iOS":
      return { os: name, osVersion: iosVersion(userAgent) };
    default:
      return { os: name, osVersion: plainVersion(os.version) };
  }
}

/**
 * The version of iOS or iPadOS. Since Safari 26 the system version is frozen at 18.6, and the real one is Safari's own,
 * because the two are released together. An app's web view reports 18.6 as well and gives no other hint.
 */
function iosVersion(userAgent: string): string | null {
  const claimed = plainVersion(/\bOS (\d[\d_]*) like Mac OS X/.exec(userAgent)?.[1]);
  const isOtherBrowser = /(?:CriOS|FxiOS|EdgiOS)\//.test(userAgent);
  if (claimed !== null && (claimed !== FROZEN_IOS || isOtherBrowser)) return claimed;
  const safari = plainVersion(/\bVersion\/([\d.]+)/.exec(userAgent)?.[1]);
  const isDesktopChrome = claimed === null && isOtherBrowser;
  return isDesktopChrome ? null : safari;
}

const FROZEN_IOS = "18.6";

function deviceKind(type: string | undefined, userAgent: string): DeviceKind {
  if (type === "desktop" || type === "mobile" || type === "tablet") return type;
  return /\bCrOS\b/.test(userAgent) ? "desktop" : "unknown";
}

/** Older Androids report their model; newer ones all say "K" (a frozen letter), Firefox says "Mobile". */
function androidModel(userAgent: string): string | null {
  const model = /\(Linux; Android [\d.]+; ([^;()]{2,60})/
    .exec(userAgent)?.[1]
    ?.replace(/ Build\/.*/, "")
    .trim();
  return model && !/^(?:Mobile|Tablet|wv|rv:.*|[a-z]{2}-[a-z]{2})$/i.test(model) ? model : null;
}

/** @returns a version for people: dots, without trailing zeros ("124.0.0.0" is 124, "14_2" is 14.2). */
export function plainVersion(version: string | undefined | null): string | null {
  const dotted = version?.replaceAll("_", ".") ?? "";
  if (!/^\d/.test(dotted)) return null;
  return dotted.slice(0, 32).replace(/(?:\.0)+$/, "");
}
