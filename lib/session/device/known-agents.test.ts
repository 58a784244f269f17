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

/** One line for each User-Agent: browser | system | its version | agent, `-` for an unknown value. */
const AGENTS = {
  phone: `
    Safari | iOS | 26.1 | Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1
    Safari | iOS | 26 | Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1
    Safari | iOS | 18.6 | Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1
    Safari | iOS | 18.5 | Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1
    Safari | iOS | 17.4.1 | Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Mobile/15E148 Safari/604.1
    Safari | iOS | - | Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148
    Chrome | iOS | 26 | Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.7339.101 Mobile/15E148 Safari/604.1
    Chrome | iOS | 18.6 | Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/139.0.7258.76 Mobile/15E148 Safari/604.1
    Firefox | iOS | 17.5.1 | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/127.0 Mobile/15E148 Safari/605.1.15
    Edge | iOS | 17 | Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 EdgiOS/125.0.2535.60 Mobile/15E148 Safari/605.1.15
    DuckDuckGo | iOS | 17.5 | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15
    Chrome | Android | - | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36
    Edge | Android | - | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 EdgA/126.0.0.0
    Opera | Android | - | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 OPR/83.0.0.0
    Samsung Internet | Android | 14 | Mozilla/5.0 (Linux; Android 14; SM-S928B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/24.0 Chrome/117.0.0.0 Mobile Safari/537.36
    Firefox | Android | 14 | Mozilla/5.0 (Android 14; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0
    Facebook app | iOS | 17.5 | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F90 [FBAN/FBIOS;FBAV/470.0.0.35.109;FBDV/iPhone15,2]
    Facebook app | Android | 14 | Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/470.0.0;]
    Instagram app | iOS | 17.5 | Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 331.0.5.28.86 (iPhone15,3; iOS 17_5; en_US)
    TikTok app | Android | 13 | Mozilla/5.0 (Linux; Android 13; SM-A536B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36 trill_310503 JsSdk/1.0 NetType/WIFI BytedanceWebview/d8a21c6
    WeChat app | iOS | 16.6 | Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.40(0x1800282a) NetType/WIFI
    LINE app | iOS | 17.4 | Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/14.5.0
    LinkedIn app | iOS | 17.4 | Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [LinkedInApp]/9.29.1
    Snapchat app | Android | 14 | Mozilla/5.0 (Linux; Android 14; Pixel 7; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36 Snapchat/12.90.0.46 (Pixel 7; Android 14; gzip; )
    X app | iOS | 17.4 | Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Twitter for iPhone/10.40
    Pinterest app | iOS | 17.4 | Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [Pinterest/iOS]
    Google app | iOS | - | Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/330.0.643 Mobile/15E148 Safari/604.1`,
  tablet: `
    Safari | iPadOS | 17.4 | Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1
    Safari | iPadOS | 26.1 | Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1
    Chrome | iPadOS | - | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/124 Version/11.1.1 Safari/605.1.15
    Chrome | Android | - | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36
    Samsung Internet | Android | 13 | Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Safari/537.36
    Firefox | Android | 14 | Mozilla/5.0 (Android 14; Tablet; rv:125.0) Gecko/125.0 Firefox/125.0`,
  computer: `
    Safari | macOS | - | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15
    Safari | macOS | - | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15
    Safari | macOS | 10.14.6 | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.1 Safari/605.1.15
    Firefox | macOS | - | Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:125.0) Gecko/20100101 Firefox/125.0
    Chrome | Windows | - | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36
    Edge | Windows | - | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.2478.51
    Opera | Windows | - | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 OPR/110.0.0.0
    Firefox | Windows | - | Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0
    Internet Explorer | Windows | 7 | Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko
    Chrome | Linux | - | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36
    Vivaldi | Linux | - | Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Vivaldi/6.7
    Firefox | Linux | - | Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0
    Chrome | Chrome OS | - | Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36`,
  console: `
    PlayStation browser | PlayStation 5 | - | Mozilla/5.0 (PlayStation; PlayStation 5/6.50) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Safari/605.1.15
    PlayStation browser | PlayStation 4 | - | Mozilla/5.0 (PlayStation 4 3.11) AppleWebKit/537.73 (KHTML, like Gecko)
    Edge | Xbox | - | Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox Series X) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edge/44.18363.8131
    Nintendo browser | Nintendo Switch | - | Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) AppleWebKit/609.4 (KHTML, like Gecko) NF/6.0.2.20.5 NintendoBrowser/5.1.0.22023`,
  headset: `
    Quest browser | Meta Quest | - | Mozilla/5.0 (X11; Linux x86_64; Quest 3) AppleWebKit/537.36 (KHTML, like Gecko) OculusBrowser/34.1.0.22 Chrome/126.0.6478.122 VR Safari/537.36`,
  television: `
    Samsung Internet | Samsung TV | - | Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.5) AppleWebKit/537.36 (KHTML, like Gecko) 85.0.4183.93/6.5 TV Safari/537.36
    LG Browser | LG TV | - | Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.128 Safari/537.36 WebAppManager
    Amazon Silk | Fire TV | - | Mozilla/5.0 (Linux; Android 9; AFTS Build/PS7223) AppleWebKit/537.36 (KHTML, like Gecko) Silk/112.3.1 like Chrome/112.0.5615.213 Safari/537.36
    Chrome | Android TV | - | Mozilla/5.0 (Linux; Android 12; BRAVIA 4K VH2) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36
    Chrome | Chromecast | - | Mozilla/5.0 (X11; Linux armv7l) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0.4430.225 Safari/537.36 CrKey/1.56.500000
    Roku | Roku | - | Roku/DVP-12.5 (12.5.0.4178-C2)`,
  script: `
    curl | - | - | curl/8.5.0
    Postman | - | - | PostmanRuntime/7.39.0
    Postman | Windows | - | Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Postman/11.2.0 Chrome/120.0.6099.291 Electron/28.2.3 Safari/537.36
    python-requests | - | - | python-requests/2.31.0
    python-httpx | - | - | python-httpx/0.27.0
    Go-http-client | - | - | Go-http-client/2.0
    okhttp | - | - | okhttp/4.12.0
    Wget | - | - | Wget/1.21.4
    node | - | - | node
    PowerShell | Windows | - | Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.4412`,
  bot: `
    Googlebot | - | - | Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
    GPTBot | - | - | Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)
    BingCrawler | - | - | Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)
    facebookexternalhit | - | - | facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)`,
  unknown: `
    - | - | - | Mozilla/5.0
    - | - | - | nonsense`,
};

const ROWS = Object.entries(AGENTS).flatMap(([category, lines]) =>
  lines
    .trim()
    .split("\n")
    .map((line) => {
      const [browser, os, osVersion, userAgent = ""] = line.split(" | ").map((part) => part.trim());
      return { userAgent, browser, os, osVersion, category };
    }),
);

describe("real agents", () => {
  it("are at least sixty", () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(60);
  });

  it.each(ROWS)("$userAgent", ({ userAgent, ...expected }) => {
    const device = describeDevice({ userAgent, clientHints: NO_HINTS });
    const { browser, os, osVersion } = device;
    const known = [browser, os, osVersion].map((value) => value ?? "-");
    expect([...known, deviceCategory(device)]).toEqual(Object.values(expected));
  });
});

describe("a Mac's agent", () => {
  const safari =
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15";
  const seenAs = (touchPoints: number | null) => {
    const device = describeDevice({ userAgent: safari, clientHints: NO_HINTS, touchPoints });
    return [device.os, device.osVersion, device.device];
  };

  it("with five touch points is an iPad's", () => {
    expect(seenAs(5)).toEqual(["iPadOS", "18.3", "tablet"]);
  });

  it.each([0, 1, null])("with %j touch points is a Mac's", (touchPoints) => {
    expect(seenAs(touchPoints)).toEqual(["macOS", null, "desktop"]);
  });

  it("a Windows laptop with a touch screen is not an iPad", () => {
    const agent =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36";
    expect(describeDevice({ userAgent: agent, clientHints: NO_HINTS, touchPoints: 10 }).os).toBe("Windows");
  });
});
