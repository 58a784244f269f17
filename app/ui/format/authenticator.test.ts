import { expect, test } from "vitest";
import type { AuthenticatorView } from "@/lib/session/sign-in/sign-in-contract";
import { textsFor } from "@/lib/texts/testing.fixture";
import { authenticatorKind, removalEffects } from "./authenticator";

const t = textsFor("authenticator");
const one = (id: string, type: AuthenticatorView["type"], name: string): AuthenticatorView => ({
  id,
  type,
  name,
  createdAt: "2026-03-01T10:00:00.000Z",
  lastUsedAt: null,
});
const app = one("a1", "totp", "Phone");
const passkey = one("a2", "passkey", "Laptop");

test("each kind has a name in plain words", () => {
  expect(authenticatorKind(app, t)).toBe("Authenticator app");
  expect(authenticatorKind(passkey, t)).toBe("Passkey");
});

test("removing one of several names those that stay", () => {
  expect(removalEffects(app, [app, passkey], t)).toEqual([
    "Codes from this app won’t work any more.",
    "You still have Laptop.",
  ]);
  expect(removalEffects(passkey, [app, passkey], t)).toEqual([
    "You can’t sign in with it any more.",
    "You still have Phone.",
  ]);
});

test("removing the last one says that the recovery codes go with it, and that the password alone is left", () => {
  const [, effect] = removalEffects(app, [app], t);
  expect(effect).toContain("recovery codes stop working");
  expect(effect).toContain("password alone");
});
