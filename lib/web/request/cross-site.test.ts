import { describe, expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { isCrossSite, refuseCrossSite } from "./cross-site";

const OURS = "https://example.com";
const SITES = [null, "same-origin", "same-site", "cross-site", "none", "", "Same-Origin"];
const ORIGINS = [
  null,
  OURS,
  "null",
  "",
  "http://example.com",
  "https://example.com:8443",
  "https://app.example.com",
  "https://example.com.evil.net",
  "https://EXAMPLE.com",
  "https://example.com/",
];

describe("T2, T5, T6: only our own pages, and callers that are not browsers", () => {
  const cases = SITES.flatMap((site) => ORIGINS.map((origin) => ({ site, origin })));

  test.each(cases)("Sec-Fetch-Site $site, Origin $origin", ({ site, origin }) => {
    const headers = new Headers();
    if (site !== null) headers.set("sec-fetch-site", site);
    if (origin !== null) headers.set("origin", origin);
    const isOurs = (site === null || site === "same-origin") && (origin === null || origin === OURS);
    expect(isCrossSite(headers, OURS)).toBe(!isOurs);
  });
});

describe("our own page, opened under another name than APP_URL", () => {
  const from = (origin: string, host: string) => new Headers({ origin, host });

  test("is refused with our own origin, and logged once with both", () => {
    const app = install();
    const refusals = ["http://lan.test:3000", "http://192.0.2.7:3000"].map((origin) =>
      refuseCrossSite(from(origin, new URL(origin).host), { origin: OURS }),
    );
    for (const refusal of refusals)
      expect(refusal).toEqual({ code: "cross_site_request", details: { origin: OURS } });
    expect(app.logged).toHaveLength(1);
    expect(JSON.parse(`${app.logged[0]}`)).toMatchObject({
      openedAs: "http://lan.test:3000",
      appUrl: OURS,
    });
  });

  test("another site's page is refused without a line in the log", () => {
    const app = install();
    expect(refuseCrossSite(from("https://evil.net", "example.com"), { origin: OURS })).not.toBeNull();
    expect(refuseCrossSite(from("null", "example.com"), { origin: OURS })).not.toBeNull();
    expect(refuseCrossSite(from(OURS, "example.com"), { origin: OURS })).toBeNull();
    expect(app.logged).toEqual([]);
  });
});
