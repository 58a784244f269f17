import { describe, expect, it } from "vitest";
import { describeDevice } from "./device";
import { deviceCategory } from "./known-agents";

const NO_HINTS = {
  brands: null,
  fullVersionList: null,
  mobile: null,
  platform: null,
  platformVersion: null,
  model: null,
};

const WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)";
const BLINK = "AppleWebKit/537.36 (KHTML, like Gecko)";
const iphone = (os: string, rest: string) =>
  `Mozilla/5.0 (iPhone; CPU iPhone OS ${os} like Mac OS X) ${WEBKIT} ${rest}`;
const ipad = (os: string, rest: string) => `Mozilla/5.0 (iPad; CPU OS ${os} like Mac OS X) ${WEBKIT} ${rest}`;
const mac = (rest: string) => `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} ${rest}`;
const android = (device: string, rest: string) => `Mozilla/5.0 (Linux; Android ${device}) ${BLINK} ${rest}`;
const webview = (device: string, rest: string) =>
  android(`${device}; wv`, `Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36 ${rest}`);
const windows = (rest: string) => `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${BLINK} ${rest}`;
const linux = (platform: string, rest: string) => `Mozilla/5.0 (X11; ${platform}) ${BLINK} ${rest}`;

type Row = [
  userAgent: string,
  browser: string | null,
  os: string | null,
  osVersion: string | null,
  category: string,
];

const AGENTS: Row[] = [
  // iPhones: since Safari 26 the system's version is frozen at 18.6, and Safari's own is the true one.
  [iphone("18_6", "Version/26.1 Mobile/15E148 Safari/604.1"), "Safari", "iOS", "26.1", "phone"],
  [iphone("18_6", "Version/26.0 Mobile/15E148 Safari/604.1"), "Safari", "iOS", "26", "phone"],
  [iphone("18_6", "Version/18.6 Mobile/15E148 Safari/604.1"), "Safari", "iOS", "18.6", "phone"],
  [iphone("18_5", "Version/18.5 Mobile/15E148 Safari/604.1"), "Safari", "iOS", "18.5", "phone"],
  [iphone("17_4_1", "Version/17.4.1 Mobile/15E148 Safari/604.1"), "Safari", "iOS", "17.4.1", "phone"],
  [iphone("18_6", "Mobile/15E148"), "Safari", "iOS", null, "phone"],
  [iphone("26_0", "CriOS/140.0.7339.101 Mobile/15E148 Safari/604.1"), "Chrome", "iOS", "26", "phone"],
  [iphone("18_6", "CriOS/139.0.7258.76 Mobile/15E148 Safari/604.1"), "Chrome", "iOS", "18.6", "phone"],
  [iphone("17_5_1", "FxiOS/127.0 Mobile/15E148 Safari/605.1.15"), "Firefox", "iOS", "17.5.1", "phone"],
  [
    iphone("17_0", "Version/17.0 EdgiOS/125.0.2535.60 Mobile/15E148 Safari/605.1.15"),
    "Edge",
    "iOS",
    "17",
    "phone",
  ],
  [
    iphone("17_5", "Version/17.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15"),
    "DuckDuckGo",
    "iOS",
    "17.5",
    "phone",
  ],
  // iPads.
  [ipad("17_4", "Version/17.4 Mobile/15E148 Safari/604.1"), "Safari", "iPadOS", "17.4", "tablet"],
  [ipad("18_6", "Version/26.1 Mobile/15E148 Safari/604.1"), "Safari", "iPadOS", "26.1", "tablet"],
  [mac("CriOS/124 Version/11.1.1 Safari/605.1.15"), "Chrome", "iPadOS", null, "tablet"],
  // Macs: every macOS since 10.15 says 10.15.7.
  [mac("Version/26.0 Safari/605.1.15"), "Safari", "macOS", null, "computer"],
  [mac("Version/17.4.1 Safari/605.1.15"), "Safari", "macOS", null, "computer"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.1 Safari/605.1.15",
    "Safari",
    "macOS",
    "10.14.6",
    "computer",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:125.0) Gecko/20100101 Firefox/125.0",
    "Firefox",
    "macOS",
    null,
    "computer",
  ],
  // Windows: 10 and 11 say the same.
  [windows("Chrome/124.0.0.0 Safari/537.36"), "Chrome", "Windows", null, "computer"],
  [windows("Chrome/124.0.0.0 Safari/537.36 Edg/124.0.2478.51"), "Edge", "Windows", null, "computer"],
  [windows("Chrome/124.0.0.0 Safari/537.36 OPR/110.0.0.0"), "Opera", "Windows", null, "computer"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0",
    "Firefox",
    "Windows",
    null,
    "computer",
  ],
  [
    "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko",
    "Internet Explorer",
    "Windows",
    "7",
    "computer",
  ],
  // Linux and Chrome OS.
  [linux("Linux x86_64", "Chrome/124.0.0.0 Safari/537.36"), "Chrome", "Linux", null, "computer"],
  [linux("Linux x86_64", "Chrome/124.0.0.0 Safari/537.36 Vivaldi/6.7"), "Vivaldi", "Linux", null, "computer"],
  [
    "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0",
    "Firefox",
    "Linux",
    null,
    "computer",
  ],
  [linux("CrOS x86_64 14541.0.0", "Chrome/124.0.0.0 Safari/537.36"), "Chrome", "Chrome OS", null, "computer"],
  // Android.
  [android("10; K", "Chrome/126.0.0.0 Mobile Safari/537.36"), "Chrome", "Android", null, "phone"],
  [android("10; K", "Chrome/126.0.0.0 Safari/537.36"), "Chrome", "Android", null, "tablet"],
  [
    android("10; K", "Chrome/126.0.0.0 Mobile Safari/537.36 EdgA/126.0.0.0"),
    "Edge",
    "Android",
    null,
    "phone",
  ],
  [android("10; K", "Chrome/126.0.0.0 Mobile Safari/537.36 OPR/83.0.0.0"), "Opera", "Android", null, "phone"],
  [
    android("14; SM-S928B", "SamsungBrowser/24.0 Chrome/117.0.0.0 Mobile Safari/537.36"),
    "Samsung Internet",
    "Android",
    "14",
    "phone",
  ],
  [
    android("13; SM-X700", "SamsungBrowser/23.0 Chrome/115.0.0.0 Safari/537.36"),
    "Samsung Internet",
    "Android",
    "13",
    "tablet",
  ],
  [
    "Mozilla/5.0 (Android 14; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0",
    "Firefox",
    "Android",
    "14",
    "phone",
  ],
  [
    "Mozilla/5.0 (Android 14; Tablet; rv:125.0) Gecko/125.0 Firefox/125.0",
    "Firefox",
    "Android",
    "14",
    "tablet",
  ],
  // Browsers inside apps are named by the app: that is where the user signed in.
  [
    iphone("17_5", "Mobile/21F90 [FBAN/FBIOS;FBAV/470.0.0.35.109;FBDV/iPhone15,2]"),
    "Facebook app",
    "iOS",
    "17.5",
    "phone",
  ],
  [webview("14; Pixel 8", "[FB_IAB/FB4A;FBAV/470.0.0;]"), "Facebook app", "Android", "14", "phone"],
  [
    iphone("17_5", "Mobile/15E148 Instagram 331.0.5.28.86 (iPhone15,3; iOS 17_5; en_US)"),
    "Instagram app",
    "iOS",
    "17.5",
    "phone",
  ],
  [
    webview("13; SM-A536B", "trill_310503 JsSdk/1.0 NetType/WIFI BytedanceWebview/d8a21c6"),
    "TikTok app",
    "Android",
    "13",
    "phone",
  ],
  [
    iphone("16_6", "Mobile/15E148 MicroMessenger/8.0.40(0x1800282a) NetType/WIFI"),
    "WeChat app",
    "iOS",
    "16.6",
    "phone",
  ],
  [iphone("17_4", "Mobile/15E148 Safari Line/14.5.0"), "LINE app", "iOS", "17.4", "phone"],
  [iphone("17_4", "Mobile/15E148 [LinkedInApp]/9.29.1"), "LinkedIn app", "iOS", "17.4", "phone"],
  [
    webview("14; Pixel 7", "Snapchat/12.90.0.46 (Pixel 7; Android 14; gzip; )"),
    "Snapchat app",
    "Android",
    "14",
    "phone",
  ],
  [iphone("17_4", "Mobile/15E148 Twitter for iPhone/10.40"), "X app", "iOS", "17.4", "phone"],
  [iphone("17_4", "Mobile/15E148 [Pinterest/iOS]"), "Pinterest app", "iOS", "17.4", "phone"],
  [iphone("18_6", "GSA/330.0.643 Mobile/15E148 Safari/604.1"), "Google app", "iOS", null, "phone"],
  // Consoles, headsets, televisions.
  [
    "Mozilla/5.0 (PlayStation; PlayStation 5/6.50) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Safari/605.1.15",
    "PlayStation browser",
    "PlayStation 5",
    null,
    "console",
  ],
  [
    "Mozilla/5.0 (PlayStation 4 3.11) AppleWebKit/537.73 (KHTML, like Gecko)",
    "PlayStation browser",
    "PlayStation 4",
    null,
    "console",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox Series X) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edge/44.18363.8131",
    "Edge",
    "Xbox",
    null,
    "console",
  ],
  [
    "Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) AppleWebKit/609.4 (KHTML, like Gecko) NF/6.0.2.20.5 NintendoBrowser/5.1.0.22023",
    "Nintendo browser",
    "Nintendo Switch",
    null,
    "console",
  ],
  [
    linux("Linux x86_64; Quest 3", "OculusBrowser/34.1.0.22 Chrome/126.0.6478.122 VR Safari/537.36"),
    "Quest browser",
    "Meta Quest",
    null,
    "headset",
  ],
  [
    "Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.5) AppleWebKit/537.36 (KHTML, like Gecko) 85.0.4183.93/6.5 TV Safari/537.36",
    "Samsung TV browser",
    "Samsung TV",
    null,
    "television",
  ],
  [
    "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.128 Safari/537.36 WebAppManager",
    "LG TV browser",
    "LG TV",
    null,
    "television",
  ],
  [
    android("9; AFTS Build/PS7223", "Silk/112.3.1 like Chrome/112.0.5615.213 Safari/537.36"),
    "Amazon Silk",
    "Fire TV",
    null,
    "television",
  ],
  [
    android("12; BRAVIA 4K VH2", "Chrome/126.0.0.0 Safari/537.36"),
    "Chrome",
    "Android TV",
    null,
    "television",
  ],
  [
    linux("Linux armv7l", "Chrome/90.0.4430.225 Safari/537.36 CrKey/1.56.500000"),
    "Chrome",
    "Chromecast",
    null,
    "television",
  ],
  ["Roku/DVP-12.5 (12.5.0.4178-C2)", "Roku", "Roku", null, "television"],
  // Scripts.
  ["curl/8.5.0", "curl", null, null, "script"],
  ["PostmanRuntime/7.39.0", "Postman", null, null, "script"],
  [
    windows("Postman/11.2.0 Chrome/120.0.6099.291 Electron/28.2.3 Safari/537.36"),
    "Postman",
    "Windows",
    null,
    "script",
  ],
  ["python-requests/2.31.0", "python-requests", null, null, "script"],
  ["python-httpx/0.27.0", "python-httpx", null, null, "script"],
  ["Go-http-client/2.0", "Go-http-client", null, null, "script"],
  ["okhttp/4.12.0", "okhttp", null, null, "script"],
  ["Wget/1.21.4", "Wget", null, null, "script"],
  ["node", "node", null, null, "script"],
  [
    "Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.4412",
    "PowerShell",
    "Windows",
    null,
    "script",
  ],
  // Bots.
  [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Googlebot",
    null,
    null,
    "bot",
  ],
  [
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "GPTBot",
    null,
    null,
    "bot",
  ],
  [
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "BingCrawler",
    null,
    null,
    "bot",
  ],
  [
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "facebookexternalhit",
    null,
    null,
    "bot",
  ],
  // Agents that say nothing.
  ["Mozilla/5.0", null, null, null, "unknown"],
  ["nonsense", null, null, null, "unknown"],
];

describe("real agents", () => {
  it("are at least sixty", () => {
    expect(AGENTS.length).toBeGreaterThanOrEqual(60);
  });

  it.each(AGENTS)("%s", (userAgent, browser, os, osVersion, category) => {
    const device = describeDevice({ userAgent, clientHints: NO_HINTS });
    expect([device.browser, device.os, device.osVersion, deviceCategory(device)]).toEqual([
      browser,
      os,
      osVersion,
      category,
    ]);
  });
});

describe("a Mac's agent", () => {
  const safari = mac("Version/18.3 Safari/605.1.15");
  const seenAs = (touchPoints: number | null) => {
    const device = describeDevice({ userAgent: safari, clientHints: NO_HINTS, touchPoints });
    return [device.os, device.osVersion, device.device];
  };

  it("on a screen that feels five fingers is an iPad's", () => {
    expect(seenAs(5)).toEqual(["iPadOS", "18.3", "tablet"]);
  });

  it.each([0, 1, null])("with %j touch points is a Mac's", (touchPoints) => {
    expect(seenAs(touchPoints)).toEqual(["macOS", null, "desktop"]);
  });

  it("makes no iPad of a Windows laptop with a touch screen", () => {
    const agent = windows("Chrome/124.0.0.0 Safari/537.36");
    expect(describeDevice({ userAgent: agent, clientHints: NO_HINTS, touchPoints: 10 }).os).toBe("Windows");
  });
});
