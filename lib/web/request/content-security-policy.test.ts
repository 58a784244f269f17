import { describe, expect, test } from "vitest";
import { overrideSingleton } from "@/lib/server/singleton";
import { contentSecurityPolicy, newNonce } from "./content-security-policy";

test("the complete policy", () => {
  const policy = contentSecurityPolicy("N0nce", {
    development: false,
    origin: "https://example.com",
    identityProvider: null,
  });
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

test("an identity provider is where a form may lead and what a frame may show, by its origin", () => {
  const identityProvider = {
    issuer: "https://id.example.com/tenant",
    clientId: "id",
    clientSecret: "secret",
    name: "Example ID",
  };
  const policy = contentSecurityPolicy("x", {
    development: false,
    origin: "https://example.com",
    identityProvider,
  });
  expect(policy.split("; ")).toEqual(
    expect.arrayContaining([
      "form-action 'self' https://id.example.com",
      "frame-src 'self' https://id.example.com",
      "frame-ancestors 'none'",
    ]),
  );
});

test("only development allows eval and styles without a nonce", () => {
  const of = (development: boolean) =>
    contentSecurityPolicy("x", { development, origin: "http://localhost:3000", identityProvider: null });
  expect(of(false)).not.toMatch(/unsafe|upgrade/);
  expect(of(true)).toMatch(/'unsafe-eval'.*style-src 'self' 'unsafe-inline';/);
});

test("a nonce is 128 random bits and is never repeated", () => {
  const nonces = Array.from({ length: 10_000 }, newNonce);
  expect(new Set(nonces).size).toBe(nonces.length);
  for (const nonce of nonces) expect(nonce).toMatch(/^[\w+/]{22}==$/);
});

describe("with an identity provider", () => {
  const identityProvider = {
    issuer: "https://id.example.com/tenant",
    clientId: "latchkey",
    clientSecret: "secret",
    name: "Example ID",
  };
  const formAction = () =>
    contentSecurityPolicy("x", { development: false, origin: "https://example.com", identityProvider })
      .split("; ")
      .find((directive) => directive.startsWith("form-action"));

  test("a form may lead to its origin, and to those that its metadata names", () => {
    overrideSingleton("identity provider", { provider: null, pending: null });
    expect(formAction()).toBe("form-action 'self' https://id.example.com");
    const metadata = {
      authorization_endpoint: "https://sign-in.example.net/authorize?tenant=1",
      end_session_endpoint: "https://id.example.com/logout",
    };
    overrideSingleton("identity provider", { provider: { metadata }, pending: null });
    expect(formAction()).toBe("form-action 'self' https://id.example.com https://sign-in.example.net");
  });
});
