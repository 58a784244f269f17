/**
 * What a User-Agent string gives away. Browsers have frozen most of it, so what is known to be frozen is left
 * unsaid: better no version than a wrong one.
 */
import Bowser from "bowser";
import type { DeviceKind } from "./contract";

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

/** Names people know, where the parser's differ. */
const BROWSER_NAMES = new Map([
  ["Microsoft Edge", "Edge"],
  ["Samsung Internet for Android", "Samsung Internet"],
  ["NAVER Whale Browser", "Whale"],
]);

/**
 * Reads a User-Agent string.
 *
 * @param userAgent cleaned and capped: the parser's time depends on its length
 */
export function parseUserAgent(userAgent: string): AgentFacts {
  if (!/^(?:Mozilla|Opera)\//.test(userAgent)) return parseTool(userAgent);

  const { browser, os, platform } = Bowser.parse(userAgent);
  const isIpad = /iPad/.test(userAgent) || /Macintosh.*(?:CriOS|FxiOS|EdgiOS|Mobile)\//.test(userAgent);
  const name = browser.name && browser.name !== "Mozilla" ? browser.name : null;
  return {
    browser: name && (BROWSER_NAMES.get(name) ?? name),
    browserVersion: name && plainVersion(browser.version),
    ...(isIpad ? { os: "iPadOS", osVersion: iosVersion(userAgent) } : parsedOs(os, userAgent)),
    device: isIpad ? "tablet" : deviceKind(platform.type, userAgent),
    model: androidModel(userAgent),
  };
}

/** `curl/8.5.0`: a program that says its name and nothing else. Free text without a version names nobody. */
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
      // "NT 10.0" is Windows 10 and 11 alike.
      return { os: name, osVersion: os.versionName === "10" ? null : (os.versionName ?? null) };
    case "macOS":
      // Every macOS since 10.15 calls itself 10.15.
      return { os: name, osVersion: /^10\.15\b/.test(os.version ?? "") ? null : plainVersion(os.version) };
    case "Android":
      return { os: name, osVersion: /Android 10; K\)/.test(userAgent) ? null : plainVersion(os.version) };
    case "Linux":
      return { os: /\bCrOS\b/.test(userAgent) ? "Chrome OS" : name, osVersion: null };
    default:
      return { os: name, osVersion: plainVersion(os.version) };
  }
}

function iosVersion(userAgent: string): string | null {
  return plainVersion(/\bOS (\d[\d_]*) like Mac OS X/.exec(userAgent)?.[1]);
}

function deviceKind(type: string | undefined, userAgent: string): DeviceKind {
  if (type === "desktop" || type === "mobile" || type === "tablet") return type;
  return /\bCrOS\b/.test(userAgent) ? "desktop" : "unknown";
}

/** Older Androids name their model; newer ones all say "K" (a frozen letter), Firefox says "Mobile". */
function androidModel(userAgent: string): string | null {
  const model = /\(Linux; Android [\d.]+; ([^;()]{2,60})/
    .exec(userAgent)?.[1]
    ?.replace(/ Build\/.*/, "")
    .trim();
  return model && !/^(?:Mobile|Tablet|wv|rv:.*|[a-z]{2}-[a-z]{2})$/i.test(model) ? model : null;
}

/** @returns a version for people: dots, no zeros at its end ("124.0.0.0" is 124, "14_2" is 14.2). */
export function plainVersion(version: string | undefined | null): string | null {
  const dotted = version?.replaceAll("_", ".") ?? "";
  if (!/^\d/.test(dotted)) return null;
  return dotted.slice(0, 32).replace(/(?:\.0)+$/, "");
}
