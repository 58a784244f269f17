import { describe, expect, it } from "vitest";
import type { ClientHintHeaders } from "./client-hints";
import { describeDevice, modelName } from "./device";
import { deviceLabel, readDeviceLabel } from "./device-label";

const NO_HINTS: ClientHintHeaders = {
  brands: null,
  fullVersionList: null,
  mobile: null,
  platform: null,
  platformVersion: null,
  model: null,
};

const WINDOWS_CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36";
const MAC_CHROME =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36";
const ANDROID_CHROME =
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36";

function fromAgent(userAgent: string | null) {
  return describeDevice({ userAgent, clientHints: NO_HINTS });
}

function fromHints(userAgent: string | null, hints: Partial<ClientHintHeaders>) {
  return describeDevice({ userAgent, clientHints: { ...NO_HINTS, ...hints } });
}

/** A short form of the facts for tables: browser, its version, system, its version, kind, model. */
function facts(device: ReturnType<typeof describeDevice>) {
  const { browser, browserVersion, os, osVersion, device: kind, model } = device;
  return [browser, browserVersion, os, osVersion, kind, model];
}

describe("a device by its User-Agent alone", () => {
  it.each([
    [WINDOWS_CHROME, ["Chrome", "124", "Windows", null, "desktop", null]],
    [`${WINDOWS_CHROME} Edg/124.0.2478.51`, ["Edge", "124.0.2478.51", "Windows", null, "desktop", null]],
    [`${WINDOWS_CHROME} OPR/110.0.0.0`, ["Opera", "110", "Windows", null, "desktop", null]],
    [
      WINDOWS_CHROME.replace("Windows NT 10.0; Win64; x64", "X11; Linux x86_64").concat(" Vivaldi/6.7"),
      ["Vivaldi", "6.7", "Linux", null, "desktop", null],
    ],
    [
      WINDOWS_CHROME.replace("NT 10.0", "NT 6.1").replace("124", "109"),
      ["Chrome", "109", "Windows", "7", "desktop", null],
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0",
      ["Firefox", "125", "Windows", null, "desktop", null],
    ],
    [
      "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0",
      ["Firefox", "125", "Linux", null, "desktop", null],
    ],
    [
      "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36",
      ["Chrome", "124", "Chrome OS", null, "desktop", null],
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15",
      ["Safari", "17.4.1", "macOS", null, "desktop", null],
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.1 Safari/605.1.15",
      ["Safari", "14.1", "macOS", "10.14.6", "desktop", null],
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:125.0) Gecko/20100101 Firefox/125.0",
      ["Firefox", "125", "macOS", null, "desktop", null],
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Mobile/15E148 Safari/604.1",
      ["Safari", "17.4.1", "iOS", "17.4.1", "mobile", null],
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/124.0.6367.71 Mobile/15E148 Safari/604.1",
      ["Chrome", "124.0.6367.71", "iOS", "17.4", "mobile", null],
    ],
    [
      "Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
      ["Safari", "17.4", "iPadOS", "17.4", "tablet", null],
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/124 Version/11.1.1 Safari/605.1.15",
      ["Chrome", "124", "iPadOS", null, "tablet", null],
    ],
    [ANDROID_CHROME, ["Chrome", "124", "Android", null, "mobile", null]],
    [ANDROID_CHROME.replace("Mobile ", ""), ["Chrome", "124", "Android", null, "tablet", null]],
    [
      "Mozilla/5.0 (Linux; Android 14; SM-S928B Build/UP1A.231005.007) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/24.0 Chrome/117.0.0.0 Mobile Safari/537.36",
      ["Samsung Internet", "24", "Android", "14", "mobile", "SM-S928B"],
    ],
    [
      "Mozilla/5.0 (Android 14; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0",
      ["Firefox", "125", "Android", "14", "mobile", null],
    ],
    [
      "Mozilla/5.0 (Android 14; Tablet; rv:125.0) Gecko/125.0 Firefox/125.0",
      ["Firefox", "125", "Android", "14", "tablet", null],
    ],
    [
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
      ["Googlebot", "2.1", null, null, "unknown", null],
    ],
    ["curl/8.5.0", ["curl", "8.5.0", null, null, "unknown", null]],
    ["python-requests/2.31.0", ["python-requests", "2.31.0", null, null, "unknown", null]],
    ["node", ["node", null, null, null, "unknown", null]],
  ])("%s", (userAgent, expected) => {
    expect(facts(fromAgent(userAgent))).toEqual(expected);
  });

  it.each([null, "", " ", "\u0000\u0007", "Mozilla/5.0", "Mozilla/5.0 ()", "nonsense", "héllo wörld"])(
    "an agent that says nothing (%j) stays unknown",
    (userAgent) => {
      expect(facts(fromAgent(userAgent))).toEqual([null, null, null, null, "unknown", null]);
    },
  );

  it("never shows Windows 11 as 10, nor a new macOS as Catalina: frozen versions are reported as unknown", () => {
    expect(fromAgent(WINDOWS_CHROME).osVersion).toBeNull();
    expect(fromAgent(MAC_CHROME).osVersion).toBeNull();
  });
});

describe("a device by its Client Hints", () => {
  const chrome = '"Google Chrome";v="124", "Not:A-Brand";v="8", "Chromium";v="124"';

  it.each([
    ["0.1.0", "7"],
    ["0.3.0", "8.1"],
    ["1.0.0", "10"],
    ["10.0.0", "10"],
    ["11.0.0", null],
    ["13.0.0", "11"],
    ["15.0.0", "11"],
    ["", null],
    ["x", null],
  ])("Windows with platform version %j is %j", (platformVersion, expected) => {
    const device = fromHints(WINDOWS_CHROME, {
      platform: '"Windows"',
      platformVersion: `"${platformVersion}"`,
    });
    expect([device.os, device.osVersion]).toEqual(["Windows", expected]);
  });

  it("a Mac reports its real version", () => {
    const device = fromHints(MAC_CHROME, {
      brands: chrome,
      platform: '"macOS"',
      platformVersion: '"14.4.1"',
    });
    expect(facts(device)).toEqual(["Chrome", "124", "macOS", "14.4.1", "desktop", null]);
  });

  it("an Android phone reports model and version instead of K and 10", () => {
    const device = fromHints(ANDROID_CHROME, {
      brands: chrome,
      mobile: "?1",
      platform: '"Android"',
      platformVersion: '"14.0.0"',
      model: '"Pixel 8"',
    });
    expect(facts(device)).toEqual(["Chrome", "124", "Android", "14", "mobile", "Pixel 8"]);
  });

  it.each([
    ["?0", '"Android"', "tablet"],
    ["?0", '"Linux"', "desktop"],
    ["?1", '"Android"', "mobile"],
    ["?1", null, "mobile"],
    ["?0", '"Tizen"', "unknown"],
    ["yes", '"Linux"', "unknown"],
  ])("mobile %s on %s is a %s", (mobile, platform, expected) => {
    expect(fromHints(null, { mobile, platform }).device).toBe(expected);
  });

  it.each([
    [chrome, "Chrome"],
    ['"Not/A)Brand";v="8", "Chromium";v="126", "Brave";v="126"', "Brave"],
    ['"Chromium";v="124", "Microsoft Edge";v="124", "Not-A.Brand";v="99"', "Edge"],
    ['" Not A;Brand";v="99", "Chromium";v="99", "Google Chrome";v="99", "Norton";v="99"', "Norton"],
    ['"Chromium";v="124"', "Chromium"],
    ['"(Not(A:Brand";v="8"', "Chrome"], // only the invented brand: the User-Agent decides
    ['"HeadlessChrome";v="124", "Chromium";v="124"', "Headless Chrome"],
    ['"a \\"quoted\\" \\\\ name";v="1"', 'a "quoted" \\ name'],
    ['"constructor";v="1"', "constructor"],
    ["Chrome;v=1", "Chrome"],
  ])("%s is %s", (brands, expected) => {
    expect(fromHints(WINDOWS_CHROME, { brands }).browser).toBe(expected);
  });

  it("a browser that hides behind Chromium is named by its User-Agent", () => {
    const device = fromHints(`${WINDOWS_CHROME} Vivaldi/6.7`, { brands: '"Chromium";v="124"' });
    expect([device.browser, device.browserVersion]).toEqual(["Vivaldi", "6.7"]);
  });

  it("the full version list gives the exact version", () => {
    const device = fromHints(WINDOWS_CHROME, {
      brands: chrome,
      fullVersionList:
        '"Google Chrome";v="124.0.6367.91", "Not:A-Brand";v="8.0.0.0", "Chromium";v="124.0.6367.91"',
    });
    expect([device.browser, device.browserVersion]).toEqual(["Chrome", "124.0.6367.91"]);
  });
});

describe("the name that a device begins with", () => {
  it.each([
    ["Pixel 9 Pro", "Pixel 9 Pro"],
    ["moto g power", "moto g power"],
    ["SM-S918B", null],
    ["K", null],
    [null, null],
    [undefined, null],
    [`Pixel ${"o".repeat(70)}`, `Pixel ${"o".repeat(54)}`],
  ])("the model %s gives %s", (model, expected) => {
    expect(modelName(model)).toBe(expected);
  });
});

describe("the label of a device", () => {
  it.each([
    ["Chrome", "Windows", "Chrome on Windows"],
    ["curl", null, "curl"],
    [null, "Linux", "Linux"],
    [null, null, null],
  ])("%s, %s: %s", (browser, os, expected) => {
    expect(deviceLabel({ browser, os })).toBe(expected);
  });
});

it.each([
  { browser: "Chrome", os: "Windows" },
  { browser: "Living on Edge", os: "macOS" },
  { browser: "Firefox", os: null },
])("the parts of a label are read back: %o", (parts) => {
  expect(readDeviceLabel(deviceLabel(parts) ?? "")).toEqual(parts);
});
