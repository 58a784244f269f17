import { describe, expect, test } from "vitest";
import { isCrossSite } from "./cross-site";

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

describe("T2, T5, T6: only our own pages, and callers that are no browsers", () => {
  const cases = SITES.flatMap((site) => ORIGINS.map((origin) => ({ site, origin })));

  test.each(cases)("Sec-Fetch-Site $site, Origin $origin", ({ site, origin }) => {
    const headers = new Headers();
    if (site !== null) headers.set("sec-fetch-site", site);
    if (origin !== null) headers.set("origin", origin);
    const isOurs = (site === null || site === "same-origin") && (origin === null || origin === OURS);
    expect(isCrossSite(headers, OURS)).toBe(!isOurs);
  });
});
