import { describe, expect, test } from "vitest";
import { readConfig } from "./config";
import { cookieDomains, isSameSite } from "./cookie-domain";

const read = (environment: Record<string, string>) =>
  readConfig({ NODE_ENV: "test", SESSION_SECRET: "0123456789abcdef0123456789abcdef", ...environment }, "/x");

test.each([
  ["example.com", ["example.com"]],
  ["app.eu.example.co.uk", ["app.eu.example.co.uk", "eu.example.co.uk", "example.co.uk"]],
  ["one.app.localhost", ["one.app.localhost", "app.localhost"]],
  ["ada.github.io", ["ada.github.io"]],
  ["github.io", []],
  ["co.uk", []],
  ["localhost", []],
  ["127.0.0.1", []],
  ["[::1]", []],
])("the cookies of %s may be for %j", (host, domains) => expect(cookieDomains(host)).toEqual(domains));

test.each([
  ["https://example.com", "https://www.example.com", true],
  ["https://a.example.com:8443", "https://b.c.example.com", true],
  ["http://one.app.localhost:1", "http://app.localhost:2", true],
  ["http://127.0.0.1:1", "http://127.0.0.1:2", true],
  ["http://localhost:1", "http://localhost:2", true],
  ["http://example.com", "https://example.com", false],
  ["https://example.com", "https://example.org", false],
  ["https://a.github.io", "https://b.github.io", false],
  ["https://example.com", "https://evil-example.com", false],
  ["http://127.0.0.1", "http://127.0.0.2", false],
  ["http://localhost", "http://app.localhost", false],
])("%s and %s are one site: %s", (one, other, same) => {
  expect(isSameSite(one, other)).toBe(same);
  expect(isSameSite(other, one)).toBe(same);
});

describe("COOKIE_DOMAIN", () => {
  test.each([
    ["https://app.example.com", "example.com"],
    ["https://example.com", "example.com"],
    ["https://a.b.example.co.uk:8443", "b.example.co.uk"],
    ["http://one.app.localhost:3000", "app.localhost"],
  ])("at %s it may be %s", (APP_URL, COOKIE_DOMAIN) =>
    expect(read({ APP_URL, COOKIE_DOMAIN }).cookieDomain).toBe(COOKIE_DOMAIN),
  );

  test.each([
    ["a public suffix", "https://example.co.uk", "co.uk"],
    ["a suffix under which a host rents out names", "https://ada.github.io", "github.io"],
    ["a top-level domain", "https://example.com", "com"],
    ["a single label", "http://app.localhost", "localhost"],
    ["another domain", "https://app.example.com", "example.org"],
    ["a sub-domain", "https://example.com", "app.example.com"],
    ["a suffix that is no parent", "https://evil-example.com", "example.com"],
    ["an address", "http://127.0.0.1:3000", "127.0.0.1"],
    ["a part of an address", "http://127.0.0.1:3000", "0.0.1"],
    ["a dot in front", "https://app.example.com", ".example.com"],
    ["upper case", "https://app.example.com", "Example.com"],
    ["a port", "https://app.example.com", "example.com:443"],
    ["an attribute", "https://app.example.com", "example.com; HttpOnly"],
  ])("%s is refused", (_, APP_URL, COOKIE_DOMAIN) =>
    expect(() => read({ APP_URL, COOKIE_DOMAIN })).toThrow(/^COOKIE_DOMAIN: must be /),
  );
});

describe("TRUSTED_ORIGINS", () => {
  test("takes origins", () =>
    expect(
      read({ TRUSTED_ORIGINS: "https://www.example.com, http://127.0.0.1:4000" }).trustedOrigins,
    ).toEqual(["https://www.example.com", "http://127.0.0.1:4000"]));

  test.each([
    "*",
    "null",
    "example.com",
    "https://example.com/",
    "https://example.com/path",
    "https://example.com:443",
    "https://Example.com",
    "https://*.example.com",
    "https://user@example.com",
    "file:///x",
    "https://example.com,",
    "https://example.com https://example.org",
    "https://example.com;script-src *",
    "https://example.com;x",
    "https://1.2.3.999",
  ])("%s is refused", (TRUSTED_ORIGINS) =>
    expect(() => read({ TRUSTED_ORIGINS })).toThrow(/^TRUSTED_ORIGINS: must be origins/),
  );
});
