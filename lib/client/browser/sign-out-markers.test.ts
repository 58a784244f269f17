import { describe, expect, test } from "vitest";
import { readCookie } from "./cookies";
import { createSignOutMarkers } from "./sign-out-markers";

/** A cookie jar as a script sees it. */
function page(protocol: string, dataset: DOMStringMap = {}) {
  const jar = new Map<string, string>([["latchkey_epoch", "e-1"]]);
  const written: string[] = [];
  const document = {
    documentElement: { dataset },
    get cookie() {
      return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    },
    set cookie(line: string) {
      written.push(line);
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (line.includes("Max-Age=0")) jar.delete(name);
      else jar.set(name, value);
    },
  };
  return { markers: createSignOutMarkers({ document, location: { protocol } }), written };
}

describe("the marker of a sign-out", () => {
  test("is a cookie the server reads beside its own", () => {
    const { markers, written } = page("http:");
    markers.set("s-1", "e-1");
    expect(written).toEqual(["latchkey_left.s-1=e-1; Path=/; SameSite=Lax; Max-Age=7776000"]);
    expect(markers.all()).toEqual([{ sessionId: "s-1", epoch: "e-1" }]);
    markers.remove("s-1");
    expect(markers.all()).toEqual([]);
  });

  test("is bound to the host on https", () => {
    const { markers, written } = page("https:", { cookiePrefix: "__Host-latchkey_" });
    markers.set("s-1", "e-1");
    expect(written[0]).toMatch(/^__Host-latchkey_left\.s-1=e-1; Path=\/; .*; Secure$/);
    expect(markers.all()).toEqual([{ sessionId: "s-1", epoch: "e-1" }]);
  });

  test("is for the domain of the server's cookies, and is removed from there", () => {
    const { markers, written } = page("https:", {
      cookiePrefix: "__Secure-latchkey_",
      cookieDomain: "example.com",
    });
    markers.set("s-1", "e-1");
    markers.remove("s-1");
    expect(written).toEqual([
      "__Secure-latchkey_left.s-1=e-1; Path=/; SameSite=Lax; Max-Age=7776000; Domain=example.com; Secure",
      "__Secure-latchkey_left.s-1=; Path=/; SameSite=Lax; Max-Age=0; Domain=example.com; Secure",
    ]);
  });
});

describe("T44: what a sibling sub-domain has set", () => {
  const cookie =
    "latchkey_epoch=tossed; latchkey_left.s-1=tossed; __Host-latchkey_epoch=e-1; __Host-latchkey_left.s-2=e-1";
  const scope = (protocol: string) => ({
    document: {
      cookie,
      documentElement: {
        dataset: { cookiePrefix: protocol === "https:" ? "__Host-latchkey_" : "latchkey_" },
      },
    },
    location: { protocol },
  });

  test("is on https neither a marker nor the epoch", () => {
    expect(createSignOutMarkers(scope("https:")).all()).toEqual([{ sessionId: "s-2", epoch: "e-1" }]);
    expect(readCookie(scope("https:"), "epoch")).toBe("e-1");
  });

  test("and on http a name with the prefix is not ours", () => {
    expect(createSignOutMarkers(scope("http:")).all()).toEqual([{ sessionId: "s-1", epoch: "tossed" }]);
    expect(readCookie(scope("http:"), "epoch")).toBe("tossed");
  });
});

test("the page's root element says what the names of our cookies begin with", () => {
  const document = {
    cookie: "latchkey_epoch=other; second_epoch=ours",
    documentElement: { dataset: { cookiePrefix: "second_" } },
  };
  const scope = { document, location: { protocol: "http:" } };
  expect(readCookie(scope, "epoch")).toBe("ours");
  createSignOutMarkers(scope).set("s-1", "ours");
  expect(document.cookie).toMatch(/^second_left\.s-1=ours; /);
});
