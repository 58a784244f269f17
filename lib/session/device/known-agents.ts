/**
 * User-Agents that a general parser reads wrongly or not at all: apps with an embedded browser, televisions, consoles,
 * headsets, scripts and bots. One table provides both the name of a device and its category.
 */
import type { DeviceKind } from "@/lib/session/contract";

/** The category of a device, for its icon and badge. Finer than the contract's `device`, and derived from it. */
export type DeviceCategory =
  | "computer"
  | "phone"
  | "tablet"
  | "television"
  | "console"
  | "headset"
  | "script"
  | "bot"
  | "unknown";

interface KnownAgent {
  pattern: RegExp;
  /** The name people know. A group of the pattern may carry it: `$1`. */
  browser?: string;
  /** The group of the pattern that holds the version. */
  version?: number;
  os?: string;
  category?: DeviceCategory;
}

const app = (pattern: RegExp, name: string): KnownAgent => ({ pattern, browser: `${name} app`, version: 1 });

/** The first row that matches counts, so more specific rows come first. */
const KNOWN_AGENTS: KnownAgent[] = [
  { pattern: /\bPostman(?:Runtime)?\/([\d.]+)/, browser: "Postman", version: 1, category: "script" },
  { pattern: /\b(?:Windows)?PowerShell\/([\d.]+)/, browser: "PowerShell", version: 1, category: "script" },
  { pattern: /bot\b|crawler|spider|slurp|externalhit|preview\//i, category: "bot" },

  {
    pattern: /\bPlayStation (\d)/,
    browser: "PlayStation browser",
    os: "PlayStation $1",
    category: "console",
  },
  { pattern: /\bXbox\b/, os: "Xbox", category: "console" },
  {
    pattern: /\bNintendo (Switch|WiiU|3DS)/,
    browser: "Nintendo browser",
    os: "Nintendo $1",
    category: "console",
  },

  {
    pattern: /\bOculusBrowser\/([\d.]+)/,
    browser: "Quest browser",
    version: 1,
    os: "Meta Quest",
    category: "headset",
  },
  { pattern: /\bPico(?:Browser)?\b/, browser: "Pico browser", os: "Pico", category: "headset" },
  { pattern: /\bApple ?Vision\b|\bvisionOS\b/, os: "visionOS", category: "headset" },

  {
    pattern: /\bTizen\b.*\bTV\b|\bSMART-TV\b/i,
    browser: "Samsung Internet",
    os: "Samsung TV",
    category: "television",
  },
  { pattern: /\bWeb0S\b/, browser: "LG Browser", os: "LG TV", category: "television" },
  { pattern: /\bAFT\w+/, os: "Fire TV", category: "television" },
  { pattern: /\bBRAVIA\b|\bGoogle TV\b|\bAndroid TV\b/, os: "Android TV", category: "television" },
  { pattern: /\bCrKey\//, os: "Chromecast", category: "television" },
  { pattern: /\bRoku\b/, browser: "Roku", os: "Roku", category: "television" },
  { pattern: /\bAppleTV\b|\btvOS\b/, os: "tvOS", category: "television" },
  { pattern: /\bHbbTV\b|\bSmartTV\b/i, os: "Smart TV", category: "television" },

  app(/\bFBA[NV]\b.*?\bFBAV\/([\d.]+)|\bFB_IAB\b/, "Facebook"),
  app(/\bInstagram ([\d.]+)/, "Instagram"),
  app(/\b(?:BytedanceWebview|musical_ly|TikTok)\b/, "TikTok"),
  app(/\bLinkedInApp\b\]?\/([\d.]+)/, "LinkedIn"),
  app(/\bSnapchat\/([\d.]+)/, "Snapchat"),
  app(/\bPinterest\/([\d.]+|iOS|Android)/, "Pinterest"),
  app(/\bTwitter(?: for|Android)\b/, "X"),
  app(/\bLine\/([\d.]+)/, "LINE"),
  app(/\bMicroMessenger\/([\d.]+)/, "WeChat"),
  app(/\bWhatsApp\/([\d.]+)/, "WhatsApp"),
  app(/\bGSA\/([\d.]+)/, "Google"),
  { pattern: /\b(?:DuckDuckGo|Ddg)\/([\d.]+)/, browser: "DuckDuckGo", version: 1 },
];

export interface KnownAgentMatch {
  browser: string | null;
  version: string | null;
  os: string | null;
  category: DeviceCategory | null;
}

/**
 * Looks a User-Agent up in the table.
 *
 * @param userAgent cleaned and cut at 512 bytes
 * @returns the fields that the table knows better than a parser, null for the others; null when no row matches
 */
export function findKnownAgent(userAgent: string): KnownAgentMatch | null {
  for (const { pattern, browser, version, os, category } of KNOWN_AGENTS) {
    const match = pattern.exec(userAgent);
    if (!match) continue;
    const number = version === undefined ? undefined : match[version];
    return {
      browser: browser ?? null,
      version: number && /^\d/.test(number) ? number : null,
      os: os?.replace("$1", match[1] ?? "") ?? null,
      category: category ?? null,
    };
  }
  return null;
}

const CATEGORY_OF_KIND: Record<DeviceKind, DeviceCategory> = {
  desktop: "computer",
  mobile: "phone",
  tablet: "tablet",
  unknown: "unknown",
};

/** A program's User-Agent: its own name and version, such as `okhttp/4.12.0`, instead of `Mozilla/5.0`. */
const SCRIPT_FORM = /^(?!Mozilla\/|Opera\/)[A-Za-z][\w.+-]{0,40}\/\d|^(?:node|undici)$/;

/** @returns the category of a device, from the contract's kind and the User-Agent that its session stores. */
export function deviceCategory({
  device,
  userAgent,
}: {
  device: DeviceKind;
  userAgent: string | null;
}): DeviceCategory {
  const known = userAgent ? findKnownAgent(userAgent)?.category : null;
  if (known) return known;
  if (userAgent && SCRIPT_FORM.test(userAgent)) return "script";
  return CATEGORY_OF_KIND[device];
}
