import { expect, test } from "vitest";
import { contentSecurityPolicy, newNonce } from "./content-security-policy";

test("the complete policy", () => {
  const policy = contentSecurityPolicy("N0nce", { development: false, origin: "https://example.com" });
  expect(policy.split("; ")).toEqual([
    "default-src 'self'",
    "script-src 'self' 'nonce-N0nce' 'strict-dynamic'",
    "style-src 'self' 'nonce-N0nce'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "upgrade-insecure-requests",
  ]);
});

test("only development allows eval and styles without a nonce", () => {
  const of = (development: boolean) =>
    contentSecurityPolicy("x", { development, origin: "http://localhost:3000" });
  expect(of(false)).not.toMatch(/unsafe|upgrade/);
  expect(of(true)).toMatch(/'unsafe-eval'.*style-src 'self' 'unsafe-inline';/);
});

test("a nonce is 128 random bits and is never repeated", () => {
  const nonces = Array.from({ length: 10_000 }, newNonce);
  expect(new Set(nonces).size).toBe(nonces.length);
  for (const nonce of nonces) expect(nonce).toMatch(/^[\w+/]{22}==$/);
});
