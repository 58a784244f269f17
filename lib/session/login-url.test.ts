import { describe, expect, it } from "vitest";
import { accountUrl, addAccountUrl, HOME, loginUrl, safeReturnTo } from "./login-url";

const OURS = "https://latchkey.example";

/** Where a browser goes that is sent to `path`: "ours", or the foreign origin. */
function destination(path: string): string {
  const { origin } = new URL(path, `${OURS}/login`);
  return origin === OURS ? "ours" : origin;
}

function decodings(path: string): string[] {
  try {
    return [path, decodeURIComponent(path)];
  } catch {
    return [path];
  }
}

/** Ways to begin, to write a slash twice, and to name a foreign host; every combination is tried. */
const BEGINNINGS = ["", "/", "/.", "/..", "/%2e", "/x/..", "/x/%2e%2e", " ", "\t", "\u0000", "?", "#", "."];
const SLASHES = [
  ...["//", "/\\", "\\\\", "\\/", "///", "/\t/", "/\n/", "/\r\n/", "/\u0000/", "/./", "/../"],
  ...[
    "%2f%2f",
    "/%2f",
    "%2F/",
    "%5c%5c",
    "/%5c",
    "%252f%252f",
    "/%09/",
    "/%0a/",
    "/%0d%0a/",
    "/%00/",
    "/%1f/",
    "/%7f/",
  ],
  ...[
    "\u2044\u2044",
    "\uff0f\uff0f",
    "/\uff0f",
    "/\u2215",
    "\u29f5\u29f5",
    "/\u00a0/",
    "/\u2028/",
    "/\ufeff/",
  ],
];
const PLACES = [
  "evil.example",
  "user@evil.example",
  "evil.example:443",
  "latchkey.example@evil.example",
  "[::1]",
  "0x7f.1",
];
const SCHEMES = [
  ...["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\u0001javascript:alert(1)"],
  ...[
    "data:text/html,x",
    "vbscript:x",
    "blob:https://evil.example/x",
    "file:///etc/passwd",
    "mailto:x@evil.example",
  ],
  ...[
    "https:evil.example",
    "https:/evil.example",
    "https://evil.example",
    "http://here.invalid/x",
    "about:blank",
  ],
  ...[
    "/javascript:alert(1)",
    "javascript://latchkey.example/%0aalert(1)",
    "//javascript:alert(1)",
    "view-source:x",
  ],
];
const CORPUS = [
  ...BEGINNINGS.flatMap((start) => SLASHES.flatMap((slash) => PLACES.map((place) => start + slash + place))),
  ...SCHEMES.flatMap((text) => [text, ` ${text}`, encodeURIComponent(text), `/${encodeURIComponent(text)}`]),
];

describe("where to go after signing in", () => {
  it.each([
    ["/dashboard", "/dashboard"],
    ["/profile?tab=devices&x=//evil", "/profile?tab=devices&x=//evil"],
    ["/profile#part", "/profile"],
    ["/a/../profile", "/profile"],
    ["/admin/users/J%C3%BCrgen", "/admin/users/J%C3%BCrgen"],
    ["/loginless", "/loginless"],
  ])("%s is kept as %s", (value, expected) => {
    expect(safeReturnTo(value)).toBe(expected);
  });

  it.each([
    ...[
      "/login",
      "/login?returnTo=/login",
      "/signup/",
      "/api/auth/logout",
      "/%61pi/auth/logout",
      "/_next/x",
      "/x/../api",
    ],
    ...["", "dashboard", "?x", "/%ff", "/100%", "/a%2fb"],
    ...[null, undefined, 7, [["/dashboard"]], { toString: () => "/dashboard" }],
  ])("%j is no page to return to", (value) => {
    expect(safeReturnTo(value)).toBe(HOME);
    expect(safeReturnTo(value, "/other")).toBe("/other");
  });

  it("a path longer than any of ours is ignored", () => {
    expect(safeReturnTo(`/${"a".repeat(2047)}`)).not.toBe(HOME);
    expect(safeReturnTo(`/${"a".repeat(2048)}`)).toBe(HOME);
  });

  it(`none of ${CORPUS.length} hostile strings leaves our origin, even when decoded once more`, () => {
    for (const value of CORPUS) {
      for (const path of decodings(safeReturnTo(value))) {
        expect([value, destination(path)]).toEqual([value, "ours"]);
        expect([value, path]).toEqual([value, expect.stringMatching(/^\/(?![/\\])/)]);
      }
    }
  });

  it("the corpus is hostile: followed unchecked, most of its strings leave our origin", () => {
    const leaves = (value: string) => {
      try {
        return decodings(value).some((path) => destination(path) !== "ours");
      } catch {
        return true;
      }
    };
    expect(CORPUS.filter(leaves).length).toBeGreaterThan(300);
  });
});

describe("the URL of the login page", () => {
  it.each([
    [null, null, "/login"],
    ["idle", null, "/login?reason=idle"],
    [null, "/profile?x=1&y=2", "/login?returnTo=%2Fprofile%3Fx%3D1%26y%3D2"],
    ["idle", safeReturnTo("//evil.example"), "/login?reason=idle&returnTo=%2Fdashboard"],
  ])("for reason %s and page %s is %s", (reason, path, expected) => {
    expect(loginUrl(reason, path)).toBe(expected);
  });
});

describe("the addresses of the sign-in form on a browser with accounts", () => {
  it("name a session, or ask for one more account, and keep the page to return to", () => {
    expect(accountUrl("s-1", null)).toBe("/login?account=s-1");
    expect(accountUrl("s-1", "/profile?a=b")).toBe("/login?account=s-1&returnTo=%2Fprofile%3Fa%3Db");
    expect(addAccountUrl(null)).toBe("/login?add");
    expect(addAccountUrl("/profile")).toBe("/login?add&returnTo=%2Fprofile");
  });
});
