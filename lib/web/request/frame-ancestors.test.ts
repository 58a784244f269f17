import { expect, test } from "vitest";
import { frameAncestors } from "./frame-ancestors";

const identityProvider = { issuer: "https://id.example.com", clientId: "id", clientSecret: "s", name: "ID" };
const trustedOrigins = ["https://one.example", "https://two.example"];
const bare = { trustedOrigins: [], identityProvider: null };

test("the page of a provider's answer is framed by ourselves alone", () => {
  expect(frameAncestors("/embed/silent", { trustedOrigins, identityProvider })).toBe("'self'");
  expect(frameAncestors("/embed/silent", { trustedOrigins, identityProvider: null })).toBeNull();
});

test("the page of the session is framed by the trusted origins", () => {
  expect(frameAncestors("/embed/session", { trustedOrigins, identityProvider })).toBe(
    "https://one.example https://two.example",
  );
  expect(frameAncestors("/embed/session", bare)).toBeNull();
});

test.each([
  "/",
  "/login",
  "/dashboard",
  "/embed",
  "/embed/silent/",
  "/embed/silent/x",
  "/EMBED/SILENT",
  "__proto__",
])("no other page is framed: %s", (path) => {
  expect(frameAncestors(path, { trustedOrigins, identityProvider })).toBeNull();
});
